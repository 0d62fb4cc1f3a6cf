"""The two pages of a question put by link: to whom it goes, and the answer without account."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from django import forms
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.messages import say, warn
from maillage.core.stale import typed_words
from maillage.core.versions import ClosedError, RivalAnswerError
from maillage.foundation.cooperations.links.models import AnswerLink
from maillage.foundation.cooperations.links.services import (
    Absolute,
    LinkClosedError,
    write_answer_link,
)
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    closed_link_page,
)
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    closed_page,
    form_page,
    read_again_page,
)
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.cooperations.questions.receipts import (
    Fact,
    Receipt,
    letter_of,
    receipt_of,
    send_receipt,
    visible_names,
)
from maillage.foundation.cooperations.questions.sent_twice import remember_sent, was_just_sent
from maillage.foundation.journal.services import lock_workspace
from maillage.foundation.mail.carrier import is_set


class RecipientForm(forms.Form):
    """To whom the question goes; without an address the link is copied on screen."""

    recipient = forms.CharField(label=lazy("À qui"), max_length=200)
    email = forms.EmailField(
        label=lazy("Adresse de courriel"),
        required=False,
        help_text=lazy("Laissez vide pour copier le lien et l’envoyer vous-même."),
    )


def ask_page(
    request: CooperationRequest,
    form: forms.Form,
    page: FormPage,
    make: Callable[..., AnswerLink],
    *,
    has_link: bool = False,
) -> HttpResponse:
    """The form that says to whom a question goes, then the page of its link.

    `make` is given what was typed, and makes the link: another one where the question `has_link`
    that waits already, which stays open.
    """
    if request.method == "POST" and form.is_valid():
        link = put_by_letter(partial(make, **form.cleaned_data), request.build_absolute_uri)
        return redirect("cooperations:answer_link", request.access.cooperation.slug, link.pk)
    submit = _("Préparer un autre lien") if has_link else _("Préparer le lien")
    return form_page(request, form, replace(page, submit=submit))


def put_by_letter(make: Callable[[], AnswerLink], absolute: Absolute) -> AnswerLink:
    """The link, and its letter when there is an address, written together."""
    with transaction.atomic():
        link = make()
        write_answer_link(link, path_of(link), absolute)
    return link


@dataclass(frozen=True)
class AnswerPage:
    """Where an answer is given: its template, with the thanks beside it, its form, what it shows.

    The template "stakes/answer_positions" thanks in "stakes/answer_positions_thanks". Its receipt
    says the facts, then the fields that the answer made meaningful: all of them, or `answered`.
    `typed` is what was written beside the fields of the form: a link that closes gives it back.
    """

    template: str
    form: forms.BaseForm
    shown: Mapping[str, object] = field(default_factory=dict)
    facts: Sequence[Fact] = ()
    answered: Callable[[], Sequence[str]] | None = None
    typed: Sequence[Fact] = ()

    def receipt(self, link: AnswerLink) -> Receipt:
        """What was sent by this link, once the form has read it."""
        self.form.is_valid()
        names = self.answered() if self.answered else visible_names(self.form)
        return receipt_of(link, self.form, names, self.facts)


def take_answer(
    request: AnswerRequest, page: AnswerPage, keep: Callable[[], object]
) -> HttpResponseBase:
    """The question; or the thanks, once `keep` has kept a valid answer; 410 when the link closed.

    An answer sent twice is kept once. What else `keep` raises is the room's to tell.
    """
    if was_just_sent(request, request.link):
        return _thanks(request, page)
    if request.link.used_at is not None:
        return _closed(request, page)
    if request.method != "POST" or not page.form.is_valid():
        return show_question(request, page)
    try:
        _keep_once(request, page, keep)
    except LinkClosedError:
        return _closed(request, page)
    return _thanks(request, page)


def _thanks(request: AnswerRequest, page: AnswerPage) -> HttpResponse:
    receipt = page.receipt(request.link)
    context = _context(request, page) | {"receipt": receipt, "letter": letter_of(receipt)}
    return render(request, f"{page.template}_thanks.html", context)


def _keep_once(request: AnswerRequest, page: AnswerPage, keep: Callable[[], object]) -> None:
    """Keeps the answer, unless it was kept while this request waited for its turn."""
    with transaction.atomic():
        lock_workspace(request.link.cooperation.workspace_id)
        if not was_just_sent(request, request.link):
            keep()
            send_receipt(page.receipt(request.link))
            remember_sent(request, request.link)


def _closed(request: AnswerRequest, page: AnswerPage) -> HttpResponse:
    """The page (410) of a link that closed while one was answering, with what was typed."""
    request.link.refresh_from_db()
    own = [(str(bound.label), typed_words(bound)) for bound in page.form.visible_fields()]
    typed = [*page.typed, *((label, words) for label, words in own if words)]
    return closed_link_page(request, request.link, typed)


def take_answer_or_read_again(
    request: AnswerRequest,
    page: AnswerPage,
    keep: Callable[[], object],
    again: Callable[[], None],
) -> HttpResponseBase:
    """As `take_answer`; the question is shown again (409) when another answer came meanwhile.

    `again` first makes the form say so, ready to be sent after that other answer.
    """
    try:
        return take_answer(request, page, keep)
    except RivalAnswerError:
        again()
        return show_question(request, page, 409)


def take_recorded_answer(
    request: CooperationRequest,
    form: forms.BaseForm,
    page: FormPage,
    *,
    keep: Callable[[], object],
    again: Callable[[], None],
    done: str,
) -> HttpResponse:
    """The same question, from an account or gathered by an officer; one leaves for `page.back`.

    `keep` records a valid answer, after which `done` is said; `again` is as above.
    """
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    try:
        keep()
    except LinkClosedError:
        return question_withdrawn_page(request, page.back)
    except ClosedError as closed:
        return closed_page(request, str(closed), page.back)
    except RivalAnswerError:
        again()
        return read_again_page(request, form, page)
    say(request, done)
    return redirect(page.back)


def question_withdrawn_page(request: CooperationRequest, back: str) -> HttpResponse:
    """The way back when the question was withdrawn, or is over."""
    warn(
        request,
        _(
            "Cette demande n’est plus ouverte : rien n’a été changé. Demandez-en une autre à une "
            "chargée de coopération."
        ),
    )
    return redirect(back)


def show_question(
    request: AnswerRequest, page: AnswerPage, status: int = 422, **more: object
) -> HttpResponse:
    """The question and its form: 200 as it comes, `status` when the answer is to be seen again."""
    context = _context(request, page) | more
    number = status if page.form.is_bound else 200
    return render(request, f"{page.template}.html", context, status=number)


def _context(request: AnswerRequest, page: AnswerPage) -> dict[str, object]:
    sends_copy = bool(request.link.email) and is_set()
    return {"link": request.link, "form": page.form, "sends_copy": sends_copy, **page.shown}


def answered_meanwhile() -> str:
    """Why an answer is shown again when another one of the same structure came first."""
    return _(
        "Votre structure a répondu pendant que vous écriviez. Rien n’est perdu : relisez, puis "
        "envoyez de nouveau votre réponse."
    )
