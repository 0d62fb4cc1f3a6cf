"""Those invited say which dates suit them: by link, signed in, or to the officer who calls."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import PageLink
from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, closed_page
from maillage.foundation.cooperations.questions.fields import ask_source
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    take_answer_or_read_again,
    take_recorded_answer,
)
from maillage.foundation.cooperations.questions.words import means_words, rival_words
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.views.link_letters import (
    LinkPage,
    LinkRow,
    answer_rows,
    link_page,
    notify_links,
)
from maillage.trade.governance.date_polls import queries, services
from maillage.trade.governance.date_polls.forms import AvailabilityForm, SignedAvailabilityForm
from maillage.trade.governance.date_polls.models import DateAnswer, DatePoll, PollInvitee
from maillage.trade.governance.date_polls.queries import InviteeLine
from maillage.trade.governance.date_polls.services import ask_invitees
from maillage.trade.governance.date_polls.views.polls import poll_place
from maillage.trade.governance.date_polls.words import slot_words
from maillage.trade.governance.meetings.words import when_words

Kind = TypeVar("Kind", bound=AvailabilityForm)


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_invite(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """Everybody asked, their address, their link to copy, and the letters that may leave."""
    record = get_object_or_404(queries.date_polls(request.access), pk=date_poll)
    sheet = queries.poll_sheet(request.access, record)
    poll_invitees = [line.invitee for line in sheet.lines]
    if request.method == "POST" and record.is_open:
        chosen = set(request.POST.getlist("invitees"))
        count = ask_invitees(
            access=request.access,
            poll=record,
            invitees=[one for one in poll_invitees if str(one.pk) in chosen],
            today=timezone.localdate(),
            absolute=request.build_absolute_uri,
        )
        notify_links(request, len(chosen), count)
        return redirect(page_url(request, "date_poll_invite", record.pk))
    page = LinkPage(
        title=_("Inviter à répondre"),
        about=str(record),
        sentence=_(
            "Chacun reçoit son lien ; sans adresse, le lien se copie. Qui a déjà son lien reçoit "
            "une relance, une par jour au plus."
        ),
        place=poll_place(request, record),
        field="invitees",
        rows=_rows(sheet.lines),
        empty=_(
            "Cette instance n’a pas encore de siège : donnez-lui les siens, puis corrigez le "
            "sondage."
        ),
        instead=PageLink(str(record.body), page_url(request, "body", record.body_id)),
        back=PageLink(_("Voir les réponses"), page_url(request, "date_poll", record.pk)),
        is_open=record.is_open,
    )
    return link_page(request, page)


def _rows(lines: Sequence[InviteeLine]) -> list[LinkRow]:
    emails = queries.emails_of([one.invitee for one in lines])
    rows = [(one.invitee.pk, one.name, str(one.person or ""), one.has_answered) for one in lines]
    return answer_rows(queries.PURPOSE, rows, emails)


@cooperation_page(can=permissions.can_answer_decisions)
def date_poll_answer(request: CooperationRequest, poll_invitee: int) -> HttpResponse:
    """The form of one answer: an officer records it, or a spokesperson gives it."""
    record = get_object_or_404(queries.answerable_invitees(request.access), pk=poll_invitee)
    back = page_url(request, "date_poll", record.poll_id)
    if record.poll.closed_words:
        return closed_page(request, record.poll.closed_words, back)
    standing = queries.standing_answers(record)
    form = _form(AvailabilityForm, request, record, standing)
    if request.access.is_officer:
        ask_source(form)
    page = FormPage(
        _("Les dates %(of)s") % {"of": french.of_body(record)},
        poll_place(request, record.poll),
        _replaced_words(standing) or str(record.person or record.poll),
    )

    def keep() -> None:
        answer = form.answer(Means.ACCOUNT, request.user.name)
        services.record_availability(author=request.user, invitee=record, answer=answer)

    done = _("La réponse %(of)s est enregistrée.") % {"of": french.of_body(record)}
    again = partial(_read_again, form, record)
    return take_recorded_answer(request, form, page, keep=keep, again=again, done=done)


def _replaced_words(standing: Mapping[int, DateAnswer]) -> str:
    """That an answer stands, which the form shows and replaces; nothing when there is none."""
    if not standing:
        return ""
    last = max(standing.values(), key=lambda one: one.pk)
    words = _("Voici sa réponse reçue (%(means)s) : celle que vous notez la remplace.")
    return words % {"means": means_words(last)}


def _read_again(form: AvailabilityForm, invitee: PollInvitee) -> None:
    """What was typed stays, after what was recorded meanwhile, which is said above."""
    standing = queries.standing_answers(invitee)
    last = max(standing.values(), key=lambda one: one.pk)
    parts = [f"{slot_words(one.slot)} : {one.get_choice_display()}" for one in standing.values()]
    form.read_again(last.pk, rival_words(f"{', '.join(parts)} ({means_words(last)})"))


def _form(
    kind: type[Kind],
    request: HttpRequest,
    poll_invitee: PollInvitee,
    answer_by_number: Mapping[int, DateAnswer],
) -> Kind:
    return kind(
        request.POST or None,
        slots=list(poll_invitee.poll.slots.all()),
        answer_by_number=answer_by_number,
    )


@answer_page(queries.PURPOSE, find=lambda link: queries.invitee_of(link).first())
def answer_dates(request: AnswerRequest, poll_invitee: PollInvitee) -> HttpResponseBase:
    """The proposed dates, and what the holder of the link says of each, until one is chosen."""
    link = request.link
    if not poll_invitee.poll.is_open:
        return _closed(request, poll_invitee.poll)
    answer_by_number = queries.standing_answers(poll_invitee)
    form = _form(SignedAvailabilityForm, request, poll_invitee, answer_by_number)
    form.sign(link.recipient, poll_invitee.seat)
    shown = {"invitee": poll_invitee, "poll": poll_invitee.poll, "known": answer_by_number}
    page = AnswerPage("governance/answer_dates", form, shown)

    def keep() -> None:
        services.answer_dates_by_link(
            link=link,
            invitee=poll_invitee,
            answer=form.answer(Means.LINK, form.cleaned_data["said_by"]),
        )

    try:
        return take_answer_or_read_again(
            request, page, keep, partial(_read_again, form, poll_invitee)
        )
    except ClosedError:
        return _closed(request, queries.invitee_of(link).get().poll)


def _closed(request: AnswerRequest, poll: DatePoll) -> HttpResponse:
    """The page (410) of a poll that is over: on which date one meets, when it is known."""
    when = when_words(poll.meeting) if poll.meeting and poll.chosen_on else ""
    context = {"link": request.link, "poll": poll, "when": when}
    return render(request, "governance/answer_dates_closed.html", context, status=410)
