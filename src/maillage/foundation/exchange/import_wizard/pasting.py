"""A table is pasted: the wizard then shows what it understands, before anything is written."""

from dataclasses import replace
from typing import ClassVar

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.links import address
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.foundation.exchange.targets.targets import Target

LONGEST_PASTE = 200_000


class PasteForm(forms.Form):
    """What was copied in a spreadsheet."""

    essential: ClassVar[tuple[str, ...]] = ("pasted",)

    pasted = forms.CharField(
        label=lazy("Votre tableau"),
        max_length=LONGEST_PASTE,
        strip=False,
        help_text=lazy(
            "Copiez les cases dans votre tableur, titres compris, puis collez-les ici. Vous "
            "verrez ce qui est compris avant que rien ne soit écrit."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    @property
    def above(self) -> str:
        """What the form says over the table; nothing here."""
        return ""


def paste_page(
    request: CooperationRequest,
    target: Target,
    page: FormPage,
    over: str = "",
    *,
    form: type[PasteForm] = PasteForm,
) -> HttpResponse:
    """The page that takes a table of this target; `over` is the title that goes over it."""
    slug = request.access.cooperation.slug
    return add_page(
        request,
        form=form,
        save=lambda sent: _receive(request, target, sent, over),
        page=replace(page, title=_("Coller un tableau"), submit=_("Lire ce tableau")),
        done=_("Votre tableau est lu : vérifiez ce que devient chaque colonne."),
        to=lambda run: address("exchange:import_wizard_columns", slug, run.pk),
        refused={UnreadableFileError: "pasted"},
    )


def _receive(request: CooperationRequest, target: Target, sent: PasteForm, over: str) -> Import:
    content = f"{sent.above or over}\n{sent.cleaned_data['pasted']}".lstrip("\n").encode()
    return receive_file(
        author=request.user,
        cooperation=request.access.cooperation,
        target=target,
        name=_("tableau collé"),
        content=content,
    )
