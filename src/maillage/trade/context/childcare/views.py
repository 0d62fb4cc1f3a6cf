"""The parts of a scheme of childcare that a CTG writes itself."""

from typing import ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, edit_page
from maillage.law.childcare_scheme import childcare_scheme
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.childcare.checks import TYPED
from maillage.trade.context.childcare.services import write_parts
from maillage.trade.context.choices import SchemeKind
from maillage.trade.context.facilities.views.pages import facilities_place
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import schemes


class PartsForm(forms.Form):
    """The words of each part that is typed."""

    essential: ClassVar[tuple[str, ...]] = TYPED

    def __init__(self, data: QueryDict | None = None, *, scheme: Scheme) -> None:
        super().__init__(data)
        words = {one.key: one.words for one in scheme.texts.all()}
        for part in childcare_scheme().parts:
            if part.key in TYPED:
                self.fields[part.key] = forms.CharField(
                    label=part.label,
                    required=False,
                    max_length=3000,
                    initial=words.get(part.key, ""),
                    widget=forms.Textarea(attrs={"rows": 4}),
                )


@cooperation_page(can=permissions.can_edit_schemes)
def childcare(request: CooperationRequest, scheme: int) -> HttpResponse:
    """The form of these parts; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(schemes(access).filter(kind=SchemeKind.CTG), pk=scheme),
        form=lambda one, sent: PartsForm(sent, scheme=one),
        save=lambda one, form, read: write_parts(
            access=access, scheme=one, read=read, texts=form.cleaned_data
        ),
        page=lambda one: FormPage(
            _("Ce que la CTG dit de l’accueil du jeune enfant"),
            facilities_place(request),
            _("Ces parties ne se calculent pas : écrivez ce que la convention en dit."),
        ),
        done=_("C’est écrit ; la page des équipements en tient compte."),
        to=lambda _one: page_url(request, "facilities"),
    )
