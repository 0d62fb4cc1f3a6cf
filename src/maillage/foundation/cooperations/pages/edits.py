"""A page with one form, and what the second of two writers sees: the same for every tool."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.forms import BaseForm, Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.messages import say, warn
from maillage.core.record_by_name import proposed_names
from maillage.core.shell import Audience, PageLink
from maillage.core.stale import stale_page, version_read
from maillage.core.versions import ClosedError, StaleVersionError, Versioned
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.journal.rivals import rival_of

Record = TypeVar("Record", bound=Versioned)
Typed = TypeVar("Typed", bound=BaseForm)
Saved = TypeVar("Saved")
Sent = QueryDict | None
Refusals = Mapping[type[Exception], str]


@dataclass(frozen=True)
class FormPage:
    """What surrounds a form: its title, its sentence, where it stands, what is sent.

    One goes back to the last of `place`, or to `back_to`. `before` is where one makes what the
    form has to find in its lists; when it `is_empty` they hold nothing, and there is no form.
    `again` is the button that saves and opens the same form, blank.
    `beside` is what a `template` of the tool's own shows besides. A page that `ends` something
    has its title for a button, its effect for a sentence, and a way out that says what stays.
    `readers` says, above the button, who will read what is typed.
    """

    title: str
    place: Sequence[PageLink]
    sentence: str = ""
    back_to: str = ""
    submit: str = ""
    ends: bool = False
    keep: str = ""
    version: int | None = None
    warning: str = ""
    audience: Audience | None = None
    before: PageLink | None = None
    is_empty: bool = False
    template: str = "core/form.html"
    beside: Mapping[str, object] = field(default_factory=dict)
    again: str = ""
    readers: str = ""

    @property
    def sheet(self) -> str:
        """The address of what one is on: the last of its place."""
        return self.place[-1].url

    @property
    def send(self) -> str:
        """What the button says: the gesture of the page, whose verb is its title's when it ends."""
        return self.submit or (self.title if self.ends else _("Enregistrer"))

    @property
    def stay(self) -> str:
        """What the way out says: never « Annuler » where something is ended or cancelled."""
        return self.keep or (_("Ne rien changer") if self.ends else _("Annuler"))

    @property
    def back(self) -> str:
        """Where one goes when nothing, or all, is done."""
        return self.back_to or self.sheet


def edit_page(
    request: CooperationRequest,
    find: Callable[[], Record],
    *,
    form: Callable[[Record, Sent], Typed],
    save: Callable[[Record, Typed, int], Saved],
    page: Callable[[Record], FormPage],
    done: str | Callable[[Saved], str],
    to: Callable[[Saved], str] | None = None,
    saved: Callable[[Record], BaseForm] | None = None,
    closed: Callable[[Record], str] | None = None,
    refused: Refusals | None = None,
) -> HttpResponse:
    """The page that changes a record several people write: who saves second sees both texts.

    `save` is given the version read. The second writer's record is found again, and shown by
    `form` with nothing sent, or by `saved` where a blank form does not show it. `closed` says why
    this gesture is closed, by default the record's `closed_words`. The rest as `add_page`.
    """
    record = find()
    read = version_read(request, record)
    around = replace(page(record), version=read)
    if why := closed(record) if closed else record.closed_words:
        return closed_page(request, why, around.sheet)
    typed = form(record, _sent_by(request))
    try:
        return _taken(
            request,
            typed,
            around,
            write=lambda: save(record, typed, read),
            done=done,
            to=to,
            refused=refused or {},
        )
    except StaleVersionError as stale:
        current = find()
        other = saved(current) if saved else form(current, None)
        return both_texts(request, (typed, other), stale, around.back)


def add_page(
    request: CooperationRequest,
    *,
    form: Callable[[Sent], Typed],
    save: Callable[[Typed], Saved],
    page: FormPage,
    done: str | Callable[[Saved], str],
    to: Callable[[Saved], str] | None = None,
    under: Versioned | None = None,
    refused: Refusals | None = None,
) -> HttpResponse:
    """The page that writes something for the first time, under a record that may be closed.

    `form` is made of what was sent, or of None. Once it is saved, `done` is said and one goes
    `to` an address, by default back. `refused` says on which field the form tells each error
    that refuses the write.
    """
    if under is not None and under.closed_words:
        return closed_page(request, under.closed_words, page.sheet)
    typed = form(_sent_by(request))
    return _taken(
        request,
        typed,
        page,
        write=lambda: save(typed),
        done=done,
        to=to,
        refused=refused or {},
    )


def drop_page(
    request: CooperationRequest,
    *,
    drop: Callable[[], object],
    page: FormPage,
    done: str,
    to: str = "",
    under: Versioned | None = None,
    refused: Refusals | None = None,
) -> HttpResponse:
    """The page that asks whether it is meant, and does it: a button, nothing to fill in."""
    return add_page(
        request,
        form=Form,
        save=lambda _form: drop(),
        page=replace(page, ends=True),
        done=done,
        to=lambda _dropped: to or page.back,
        under=under,
        refused=refused,
    )


def _taken(
    request: CooperationRequest,
    typed: BaseForm,
    page: FormPage,
    *,
    write: Callable[[], Saved],
    done: str | Callable[[Saved], str],
    to: Callable[[Saved], str] | None,
    refused: Refusals,
) -> HttpResponse:
    """What is answered to what was sent: written and said, or closed, or to be corrected."""
    if request.method != "POST" or not typed.is_valid():
        return form_page(request, typed, page)
    try:
        written = write()
    except ClosedError as closed:
        return closed_page(request, str(closed), page.sheet)
    except tuple(refused) as refusal:
        field_name = next(name for kind, name in refused.items() if isinstance(refusal, kind))
        typed.add_error(field_name, str(refusal))
        return form_page(request, typed, page)
    if sentence := done if isinstance(done, str) else done(written):
        say(request, sentence)
    if page.again and "again" in request.POST:
        return redirect(request.get_full_path())
    return redirect(to(written) if to else page.back)


def _sent_by(request: CooperationRequest) -> Sent:
    """What the reader sent with the form, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def form_page(request: CooperationRequest, form: BaseForm, page: FormPage) -> HttpResponse:
    """The form on its page; 422 when what was sent has to be corrected.

    The same address proposes the names that answer to what is typed in one of its fields.
    """
    if (proposed := proposed_names(request, form)) is not None:
        return proposed
    status = 422 if form.is_bound and form.errors else 200
    context = {**page.beside, "form": form, "page": page, "audience": page.audience}
    return render(request, page.template, context, status=status)


def closed_page(request: CooperationRequest, why: str, sheet: str) -> HttpResponse:
    """Back to the sheet of what is closed, with the reason; htmx leaves its page for it."""
    warn(request, why)
    if request.htmx:  # type: ignore[attr-defined]  # django-htmx
        return HttpResponse(headers={"HX-Redirect": sheet})
    return redirect(sheet)


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
