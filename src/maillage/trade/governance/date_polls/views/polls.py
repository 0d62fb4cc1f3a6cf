"""On which day does the body meet? Dates are proposed, answered, and one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.french import hour_words
from maillage.core.numbers import row_numbered
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.cooperations.questions.words import means_words
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.bodies.queries import bodies as body_queries
from maillage.trade.governance.bodies.views.link_letters import silent_gesture
from maillage.trade.governance.choices import Coming
from maillage.trade.governance.date_polls import queries, services
from maillage.trade.governance.date_polls.forms import DatePollEditForm, DatePollForm
from maillage.trade.governance.date_polls.models import DatePoll, PollSlot
from maillage.trade.governance.date_polls.queries import InviteeLine, PollSheet
from maillage.trade.governance.date_polls.words import comers_words, ranked_slots
from maillage.trade.governance.meetings.forms import DropForm
from maillage.trade.governance.meetings.queries.meetings import meetings
from maillage.trade.governance.meetings.views.register import meetings_place
from maillage.trade.governance.meetings.words import dropping

_poll = one_of(queries.date_polls)


def poll_place(request: CooperationRequest, poll: DatePoll) -> Place:
    """Under the page of a date poll."""
    name = _("Dates : %(name)s") % {"name": poll}
    return (*meetings_place(request), PageLink(name, page_url(request, "date_poll", poll.pk)))


@dataclass(frozen=True, slots=True)
class ShownInvitee:
    """A row of the table: who is asked, each date with what they say of it, how it was known."""

    line: InviteeLine
    cells: Sequence[tuple[str, Coming | None]]
    source: str


# The mark of each answer, in `core.marks`.


@dataclass(frozen=True, slots=True)
class ShownPoll:
    """The sentence of a poll, the head of its columns, the best date first, its rows of marks."""

    sentence: str
    heads: Sequence[str]
    rows: Sequence[ShownInvitee]


def shown_poll(sheet: PollSheet, slots: Sequence[PollSlot], today: date) -> ShownPoll:
    """The poll as its page draws it, its dates in the order of `slots`."""
    heads = [french.capital(_head(slot, today)) for slot in slots]
    return ShownPoll(
        sentence=f"{_state(sheet.poll, today)} {_count(sheet)}",
        heads=heads,
        rows=[_shown(line, slots, heads) for line in sheet.lines],
    )


def _head(slot: PollSlot, today: date) -> str:
    """A date in the head of a column: "ven. 22 janv. 2027, 18 h 30"."""
    day = f"{french.weekday(slot.held_on)[:3]}. {french.short_date(slot.held_on, today)}"
    return f"{day}, {hour_words(slot.starts_at)}" if slot.starts_at else day


def _state(poll: DatePoll, today: date) -> str:
    if poll.dropped_on:
        return _("Abandonné le %(day)s : %(why)s.") % {
            "day": french.long_date(poll.dropped_on),
            "why": poll.dropped_for,
        }
    if poll.chosen_on:
        return _("La date est fixée depuis le %(day)s.") % {"day": french.long_date(poll.chosen_on)}
    day = french.long_date(poll.closes_on)
    if poll.closes_on < today:
        return _("Les réponses étaient attendues jusqu’au %(day)s : choisissez.") % {"day": day}
    return _("Réponses attendues jusqu’au %(day)s.") % {"day": day}


def _count(sheet: PollSheet) -> str:
    if not sheet.lines:
        return _("Personne ne siège dans cette instance : donnez-lui ses sièges.")
    return ngettext(
        "%(n)s personne ou structure sur %(all)s a répondu.",
        "%(n)s personnes ou structures sur %(all)s ont répondu.",
        max(sheet.answered, 1),
    ) % {"n": sheet.answered, "all": len(sheet.lines)}


def _shown(line: InviteeLine, slots: Sequence[PollSlot], heads: Sequence[str]) -> ShownInvitee:
    answers = [line.answers.get(slot.pk) for slot in slots]
    first = next((one for one in answers if one), None)
    return ShownInvitee(
        line=line,
        cells=[
            (head, Coming(one.choice) if one else None)
            for head, one in zip(heads, answers, strict=True)
        ],
        source=means_words(first) if first else "",
    )


@cooperation_page(can=permissions.can_open_meetings)
def date_poll(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """The proposed dates from the best to the worst, why, and who says what."""
    sheet = queries.poll_sheet(request.access, _poll(request, date_poll))
    access, ranked = request.access, ranked_slots(sheet)
    slots = [one.slot for one in ranked]
    context = {
        "details": sheet,
        "ranked": ranked,
        "page": shown_poll(sheet, slots, timezone.localdate()),
        "may_keep": permissions.can_keep_meetings(access) and sheet.poll.is_open,
        "may_answer": _answered_by(request) if sheet.poll.is_open else frozenset(),
        "gesture": _chosen(request, sheet.poll) or _silent(request, sheet),
        "place": meetings_place(request),
        "audience": Audience(_("tous les accès"), page_url(request, "meetings")),
    }
    return render(request, "governance/date_poll.html", context)


def _chosen(request: CooperationRequest, poll: DatePoll) -> Waiting | None:
    """The meeting that the poll ended by fixing."""
    if poll.chosen_on is None or poll.meeting_id is None:
        return None
    return Waiting(
        _("La date est fixée"),
        _("La séance tient son ordre du jour et sa convocation."),
        page_url(request, "meeting", poll.meeting_id),
        verb=_("Ouvrir la séance"),
    )


def _silent(request: CooperationRequest, sheet: PollSheet) -> Waiting | None:
    """While it is open: who has not answered, once somebody has."""
    if not (sheet.poll.is_open and permissions.can_keep_meetings(request.access)):
        return None
    return silent_gesture(
        [line.person or line.name for line in sheet.lines if not line.answers],
        page_url(request, "date_poll_invite", sheet.poll.pk),
        is_answered=sheet.answered > 0,
    )


def _answered_by(request: CooperationRequest) -> frozenset[int]:
    """The structures whose answers this reader may give; an officer gives all of them."""
    access = request.access
    return spoken_for(access) if permissions.can_answer_decisions(access) else frozenset()


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_add(request: CooperationRequest) -> HttpResponse:
    """The form that proposes dates to a body, or to move a meeting that is still to be held."""
    return add_page(
        request,
        form=lambda sent: DatePollForm(sent, instance=_planned(request), bodies=_bodies(request)),
        save=lambda form: services.open_poll(
            author=request.user,
            poll=form.save(commit=False),
            proposed=form.cleaned_data["slots"],
        ),
        page=FormPage(
            _("Proposer des dates"),
            meetings_place(request),
            _("Chacun répond par un lien, sans compte ; la meilleure date se voit aussitôt."),
        ),
        done=_("Le sondage est prêt : envoyez-le à qui siège."),
        to=lambda poll: page_url(request, "date_poll_invite", poll.pk),
    )


def _planned(request: CooperationRequest) -> DatePoll:
    """What the form begins with: a body, or a meeting to move, named in the address."""
    meeting = row_numbered(meetings(request.access), request.GET.get("seance", ""))
    if meeting and meeting.is_open:
        return DatePoll(
            meeting=meeting,
            body=meeting.body,
            title=meeting.title,
            place=meeting.place,
            link=meeting.link,
        )
    body = row_numbered(_bodies(request), request.GET.get("instance", ""))
    return DatePoll(body=body) if body else DatePoll()


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_edit(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """The form that adds dates, gives more time, and says which seats cannot be missing."""

    def save(poll: DatePoll, form: DatePollEditForm, read: int) -> DatePoll:
        poll.closes_on = form.cleaned_data["closes_on"]
        return services.edit_poll(
            author=request.user,
            poll=poll,
            read=read,
            proposed=form.cleaned_data["slots"],
            required=[one.pk for one in form.cleaned_data["required"]],
        )

    return edit_page(
        request,
        lambda: _poll(request, date_poll),
        form=lambda poll, sent: DatePollEditForm(sent, poll=poll, seats=_seats(request, poll)),
        save=save,
        page=lambda poll: FormPage(
            _("Corriger le sondage"),
            poll_place(request, poll),
            _("Les sièges donnés depuis l’envoi y sont ajoutés : pensez à les inviter."),
        ),
        done=_("Le sondage est à jour."),
    )


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_drop(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """The form that gives a poll up, with its reason."""
    return edit_page(
        request,
        lambda: _poll(request, date_poll),
        form=lambda _poll, sent: DropForm(sent),
        save=lambda poll, form, read: services.drop_poll(
            author=request.user, poll=poll, read=read, reason=form.cleaned_data["reason"]
        ),
        page=lambda poll: FormPage(
            _("Abandonner le sondage"),
            poll_place(request, poll),
            dropping(queries.poll_sheet(request.access, poll).answered),
            ends=True,
            keep=_("Le garder ouvert"),
        ),
        done=_("Le sondage est abandonné : ses réponses restent."),
    )


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_choose(request: CooperationRequest, poll_slot: int) -> HttpResponse:
    """The page that asks whether this date is the one, and fixes the meeting on it."""
    slot = get_object_or_404(queries.slots(request.access), pk=poll_slot)
    return edit_page(
        request,
        lambda: _poll(request, slot.poll_id),
        form=lambda _poll, sent: Form(sent),
        save=lambda _poll, _form, read: services.choose_slot(
            author=request.user, slot=slot, read=read
        ),
        page=lambda poll: _choice_page(request, poll, slot),
        done=_("La date est fixée et le sondage fermé : écrivez l’ordre du jour."),
        to=lambda meeting: page_url(request, "meeting", meeting.pk),
    )


def _choice_page(request: CooperationRequest, poll: DatePoll, slot: PollSlot) -> FormPage:
    sheet = queries.poll_sheet(request.access, poll)
    ranked = ranked_slots(sheet)
    chosen = next(one for one in ranked if one.slot.pk == slot.pk)
    return FormPage(
        _("Fixer la séance au %(when)s") % {"when": chosen.when},
        poll_place(request, poll),
        f"{chosen.why} {comers_words(sheet, slot)} "
        + _("La séance est posée, le sondage se ferme : convoquez."),
        submit=_("Fixer cette date"),
        keep=_("Comparer encore"),
    )


def _bodies(request: CooperationRequest) -> QuerySet[Body]:
    rows = body_queries.bodies(request.access).filter(in_force())
    return rows.order_by("folded", "pk")


def _seats(request: CooperationRequest, record: DatePoll) -> QuerySet[Seat]:
    rows = body_queries.seats(request.access).filter(in_force(), body=record.body_id)
    return rows.order_by("college", "organisation__folded", "pk")
