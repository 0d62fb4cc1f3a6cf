"""A page with one form, and what the second of two writers sees: the same for every tool."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from maillage.core.named import proposed_names
from maillage.core.shell import Audience, PageLink
from maillage.core.stale import stale_page
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.doors import CooperationRequest
from maillage.foundation.journal.rivals import rival_of


@dataclass(frozen=True)
class FormPage:
    """What surrounds a form: its title, its sentence, where one comes from, what is sent.

    `before` is where one makes what the form has to find in its lists.
    """

    title: str
    back: str
    sentence: str = ""
    place: Sequence[PageLink] = ()
    submit: str = field(default_factory=lambda: _("Enregistrer"))
    version: int | None = None
    warning: str = ""
    audience: Audience | None = None
    is_grave: bool = False
    before: PageLink | None = None


def form_page(request: CooperationRequest, form: BaseForm, page: FormPage) -> HttpResponse:
    """The form on its page; 422 when what was sent has to be corrected.

    The same address proposes the names that answer to what is typed in one of its fields.
    """
    if (proposed := proposed_names(request, form)) is not None:
        return proposed
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "page": page, "audience": page.audience}
    return render(request, "core/form.html", context, status=status)


def read_again_page(request: CooperationRequest, form: BaseForm, page: FormPage) -> HttpResponse:
    """The form (409), once it says which answer came while it was being filled."""
    answer = form_page(request, form, page)
    answer.status_code = 409
    return answer


def both_texts(
    request: CooperationRequest,
    forms: tuple[BaseForm, BaseForm],
    error: StaleVersionError,
    back: str,
) -> HttpResponse:
    """The page of two texts: the form as typed and the same form on what is saved."""
    typed, saved = forms
    return stale_page(request, typed, saved, error, rival=rival_of(error.current), back=back)
