"""What do meetings tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import (
    MOST_DATES,
    MOST_WAITING,
    SOON,
    Agenda,
    Upcoming,
    Waiting,
    agendas,
)
from maillage.core.chores import chores
from maillage.core.happenings import Happening, happenings
from maillage.core.links import address
from maillage.core.panels import Panel, figure_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.core.strands import Strand, StrandMark, strands
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.documents.points import locks
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.words import searched_as
from maillage.trade.governance.choices import BodyKind
from maillage.trade.governance.meetings import states
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.papers.papers import meeting_papers
from maillage.trade.governance.meetings.queries.attended import attended_by, coming_to
from maillage.trade.governance.meetings.queries.convened import PURPOSE
from maillage.trade.governance.meetings.queries.meetings import (
    NOT_OVER,
    meetings,
    meetings_of_body,
    next_agenda,
    unfinished,
)
from maillage.trade.governance.meetings.services.convocations import recall_meetings
from maillage.trade.governance.meetings.table.target import SITTINGS
from maillage.trade.governance.meetings.views.convocations import calendar_feed
from maillage.trade.governance.meetings.words import (
    attended_mark,
    coming_mark,
    hours_words,
    when_words,
)

MOST_PAST = 60
PACE = {"bodies", "meetings"}


@waits(
    rows=lambda cooperation, today: Meeting.objects.filter(
        NOT_OVER, body__cooperation=cooperation, held_on__lte=today + SOON
    ),
    can=permissions.can_keep_meetings,
)
def meetings_wait(access: Access, today: date) -> list[Waiting]:
    """The meetings to convene, and those of which one must say if they were held; one query."""
    slug = access.cooperation.slug
    return [
        Waiting(
            (
                _("Dire si la séance s’est tenue : %(body)s")
                if one.held_on < today
                else _("Convoquer la séance : %(body)s")
            )
            % {"body": one.body},
            (_("Elle était prévue le %(day)s.") if one.held_on < today else _("C’est le %(day)s."))
            % {"day": french.long_date(one.held_on)},
            reverse("governance:meeting", args=[slug, one.pk]),
            verb=_("Le dire") if one.held_on < today else _("Convoquer"),
        )
        for one in unfinished(access, today, today + SOON)[:MOST_WAITING]
    ]


@falls(
    rows=lambda cooperation, first, last: Meeting.objects.filter(
        body__cooperation=cooperation, held_on__range=(first, last), cancelled_on__isnull=True
    ),
    can=permissions.can_open_meetings,
)
def meetings_come(access: Access, first: date, last: date) -> list[Upcoming]:
    """The meetings of the period that are not cancelled, in one query."""
    slug = access.cooperation.slug
    coming = (
        meetings(access)
        .filter(held_on__range=(first, last), cancelled_on__isnull=True)
        .order_by("held_on", "starts_at", "pk")[:MOST_DATES]
    )
    return [
        Upcoming(
            on=one.held_on,
            label=_("Séance : %(name)s") % {"name": one.title or one.body},
            reason=", ".join(part for part in (hours_words(one), one.place) if part),
            url=reverse("governance:meeting", args=[slug, one.pk]),
        )
        for one in coming
    ]


@agendas.answer
def next_subjects(reader: Reader, today: date) -> Sequence[Agenda]:
    """The next meeting whose agenda bears on subjects, in one query."""
    access = as_access(reader)
    points = next_agenda(access, today) if permissions.can_open_meetings(access) else []
    return [
        Agenda(
            on=meeting.held_on,
            label=meeting.title or meeting.body.name,
            subjects=frozenset(one.subject_id for one in points if one.subject_id),
            url=reverse("governance:meeting", args=[access.cooperation.slug, meeting.pk]),
        )
        for meeting in {one.meeting for one in points}
    ]


@panels.answer
def meetings_on_portrait(reader: Reader, kind: str, _number: int) -> Sequence[Panel]:
    """How many meetings were held, on the portrait; one query."""
    access = as_access(reader)
    if kind != "cooperation" or not permissions.can_open_meetings(access):
        return ()
    count = meetings(access).filter(concluded_on__isnull=False).count()
    label = ngettext("séance tenue", "séances tenues", count)
    return (figure_panel(label, count),) if count else ()


@panels.answer
def meetings_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The next meetings of a body and its last ones, in two queries."""
    if kind != "body":
        return ()
    access = as_access(reader)
    slug = access.cooperation.slug
    coming, past = meetings_of_body(access, number, timezone.localdate())
    may_keep = permissions.can_keep_meetings(access)
    if not (coming or past or may_keep):
        return ()
    lines = [
        Line(
            label=when_words(one),
            note=", ".join(part for part in (one.title, str(one.state.label)) if part),
            url=reverse("governance:meeting", args=[slug, one.pk]),
        )
        for one in (*coming, *past)
    ]
    add = reverse("governance:meeting_add", args=[slug]) + f"?instance={number}"
    context: dict[str, object] = {"lines": lines, "add_url": add if may_keep else ""}
    return (Panel(_("Séances"), "governance/parts/meetings_of_body.html", context, slot="next"),)


@strands.answer
def presence_of_structures(reader: Reader, numbers: tuple[int, ...]) -> Sequence[Strand]:
    """When structures were there, and where they are expected; four queries at most."""
    access, today = as_access(reader), timezone.localdate()
    if not permissions.can_open_meetings(access):
        return ()
    slug = access.cooperation.slug
    by_structure: dict[int, list[StrandMark]] = {}
    noted: set[tuple[int, int]] = set()
    for row in attended_by(access, numbers):
        noted.add((row.organisation_id, row.meeting_id))
        by_structure.setdefault(row.organisation_id, []).append(attended_mark(slug, row))
    expected: set[int] = set()
    for one in coming_to(access, numbers, today):
        number = one.organisation_id
        if (number, one.meeting.pk) not in noted:
            mark = coming_mark(slug, one, is_first=number not in expected)
            by_structure.setdefault(number, []).append(mark)
            expected.add(number)
    return (Strand("presence", _("Sa présence"), by_structure),)


@findable
def meeting_names(access: Access) -> Iterator[FoldedResult]:
    """Latest first; the name of a meeting without object is that of its body."""
    slug = access.cooperation.slug
    for row in meetings(access).order_by("-held_on", "-pk"):
        url = address("governance:meeting", slug, row.pk)
        tier = int(bool(row.concluded_on or row.cancelled_on))
        result = SearchResult(_("Séance"), str(row), str(row.state.label), url, tier)
        yield searched_as(f"{row.title} {row.body}"), result


@happenings.answer
def past_meetings(reader: Reader, first: date, last: date) -> Sequence[Happening]:
    """The meetings held in the period, latest first, in one query; political ones steer."""
    access = as_access(reader)
    rows = meetings(access).filter(held_on__range=(first, last), concluded_on__isnull=False)
    return [
        Happening(
            on=one.held_on,
            label=one.title or one.body.name,
            url=reverse("governance:meeting", args=[access.cooperation.slug, one.pk]),
            steers=one.body.kind != BodyKind.TECHNICAL,
        )
        for one in rows.order_by("-held_on", "-pk")[:MOST_PAST]
    ]


@locks.answer
def locked_meeting(reader: Reader, kind: str, number: int) -> Sequence[str]:
    """A meeting whose record is validated takes no paper any more, and loses none; one query."""
    if kind != "meeting":
        return ()
    locked = meetings(as_access(reader)).filter(pk=number, validated_on__isnull=False).first()
    if locked is None or locked.validated_on is None:
        return ()
    day = french.long_date(locked.validated_on)
    sentence = _(
        "Le relevé de cette séance est validé depuis le %(day)s : ses pièces ne changent plus."
    )
    return (sentence % {"day": day},)


@chores.answer
def meetings_are_recalled(now: datetime) -> list[str]:
    """Reminds those who hold a seat of the meetings of the next days."""
    count = recall_meetings(now)
    return [f"séances : {count} rappels écrits"] if count else []


imports.answer(lambda: (SITTINGS,))
papers.answer(meeting_papers)
questions.answer(
    lambda: (Question(PURPOSE, _("L’agenda d’un accès"), calendar_feed, awaits=False),)
)


for leaf, judge in (
    ("construction.partnerships.bodies", states.bodies_alive),
    ("implementation.lead.articulation-body", states.bodies_meet),
    ("implementation.move.bodies", states.meetings_state),
):
    probe(leaf, load=states.load, reads="members", topics=PACE)(judge)
