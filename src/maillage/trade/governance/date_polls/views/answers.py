"""Those invited say which dates suit them: by link, signed in, or to the officer who calls."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.said import say, warn
from maillage.core.shell import PageLink
from maillage.core.versions import ClosedError, RivalAnswerError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    closed_page,
    form_page,
    read_again_page,
)
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    take_answer_or_read_again,
)
from maillage.foundation.cooperations.questions.words import means_words, rival_words
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.services.seat_links import held_links
from maillage.trade.governance.bodies.views.link_letters import (
    LinkPage,
    LinkRow,
    link_page,
    tell_links,
)
from maillage.trade.governance.date_polls import queries, services
from maillage.trade.governance.date_polls.forms import (
    AvailabilityForm,
    LinkAvailabilityForm,
    RecordedAvailabilityForm,
)
from maillage.trade.governance.date_polls.models import DatePoll, PollInvitee
from maillage.trade.governance.date_polls.queries import InviteeLine
from maillage.trade.governance.date_polls.services import ask_invitees
from maillage.trade.governance.date_polls.views.polls import poll_place
from maillage.trade.governance.date_polls.words import slot_words
from maillage.trade.governance.meetings.words import when_words


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_invite(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """Everybody asked, their address, their link to copy, and the letters that may leave."""
    kept = get_object_or_404(queries.date_polls(request.access), pk=date_poll)
    told = queries.poll_sheet(request.access, kept)
    asked = [line.invitee for line in told.lines]
    if request.method == "POST" and kept.is_open:
        chosen = set(request.POST.getlist("invitees"))
        count = ask_invitees(
            access=request.access,
            poll=kept,
            invitees=[one for one in asked if str(one.pk) in chosen],
            today=timezone.localdate(),
            absolute=request.build_absolute_uri,
        )
        tell_links(request, len(chosen), count)
        return redirect(page_url(request, "date_poll_invite", kept.pk))
    page = LinkPage(
        title=_("Inviter à répondre"),
        about=str(kept),
        sentence=_(
            "Chacun reçoit son lien ; sans adresse, le lien se copie. Qui a déjà son lien reçoit "
            "une relance, une par jour au plus."
        ),
        place=poll_place(request, kept),
        field="invitees",
        rows=_rows(told.lines),
        empty=_(
            "Cette instance n’a pas encore de siège : donnez-lui les siens, puis corrigez le "
            "sondage."
        ),
        instead=PageLink(str(kept.body), page_url(request, "body", kept.body_id)),
        back=PageLink(_("Voir les réponses"), page_url(request, "date_poll", kept.pk)),
        is_open=kept.is_open,
    )
    return link_page(request, page)


def _rows(lines: Sequence[InviteeLine]) -> list[LinkRow]:
    asked = [line.invitee for line in lines]
    emails = queries.emails_of(asked)
    links = held_links(queries.PURPOSE, [one.pk for one in asked])
    return [
        LinkRow(
            value=line.invitee.pk,
            name=line.name,
            detail=str(line.person or ""),
            email=emails.get(line.invitee.pk, ""),
            link=links.get(line.invitee.pk),
            is_checked=not line.has_answered,
            note=_("a répondu") if line.has_answered else "",
        )
        for line in lines
    ]


@cooperation_page(can=permissions.can_answer_decisions)
def date_poll_answer(request: CooperationRequest, poll_invitee: int) -> HttpResponse:
    """The form of one answer: heard by an officer, or given by who speaks for the structure."""
    found = get_object_or_404(queries.answerable_invitees(request.access), pk=poll_invitee)
    back = page_url(request, "date_poll", found.poll_id)
    if found.poll.closed_words:
        return closed_page(request, found.poll.closed_words, back)
    form = _form(request, found)
    page = FormPage(
        _("Les dates de %(name)s") % {"name": found},
        poll_place(request, found.poll),
        str(found.person or found.poll),
    )
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    heard = form.heard if isinstance(form, RecordedAvailabilityForm) else _own(request, form)
    try:
        services.record_availability(author=request.user, invitee=found, heard=heard)
    except ClosedError:
        warn(request, _("Ce sondage vient de fermer : la réponse n’est pas gardée."))
        return redirect(back)
    except RivalAnswerError:
        _read_again(form, found)
        return read_again_page(request, form, page)
    say(request, _("La réponse de %(name)s est enregistrée.") % {"name": found})
    return redirect(back)


def _read_again(form: AvailabilityForm, invitee: PollInvitee) -> None:
    """What was typed stays, after what was recorded meanwhile, which is said above."""
    standing = queries.standing_said(invitee)
    last = max(standing.values(), key=lambda one: one.pk)
    said = [f"{slot_words(one.slot)} : {one.get_choice_display()}" for one in standing.values()]
    form.read_again(last.pk, rival_words(f"{', '.join(said)} ({means_words(last)})"))


def _form(request: CooperationRequest, found: PollInvitee) -> AvailabilityForm:
    kind = RecordedAvailabilityForm if request.access.is_officer else AvailabilityForm
    known = queries.standing_said(found)
    return kind(request.POST or None, slots=list(found.poll.slots.all()), known=known)


def _own(request: CooperationRequest, form: AvailabilityForm) -> services.Heard:
    """What a structure says for itself, signed in."""
    today = timezone.localdate()
    by = request.user.name
    return services.Heard(form.choices, Means.ACCOUNT, by, today, form.number_read)


@answer_page(queries.PURPOSE)
def answer_dates(request: AnswerRequest) -> HttpResponseBase:
    """The proposed dates, and what the holder of the link says of each, until one is chosen."""
    link = request.link
    found = queries.invitee_of(link).first()
    if found is None:
        return closed_link_page(request, link)
    if not found.poll.is_open:
        return _closed(request, found.poll)
    known = queries.standing_said(found)
    form = LinkAvailabilityForm(
        request.POST or None,
        slots=list(found.poll.slots.all()),
        known=known,
        recipient=link.recipient,
    )
    shown = {"invitee": found, "poll": found.poll, "known": known}
    page = AnswerPage("governance/answer_dates", form, shown)

    def keep() -> None:
        services.answer_dates_by_link(link=link, invitee=found, heard=form.heard)

    try:
        return take_answer_or_read_again(request, page, keep, partial(_read_again, form, found))
    except ClosedError:
        return _closed(request, queries.invitee_of(link).get().poll)


def _closed(request: AnswerRequest, poll: DatePoll) -> HttpResponse:
    """The page (410) of a poll that is over: on which date one meets, when it is known."""
    when = when_words(poll.meeting) if poll.meeting and poll.chosen_on else ""
    context = {"link": request.link, "poll": poll, "when": when}
    return render(request, "governance/answer_dates_closed.html", context, status=410)
