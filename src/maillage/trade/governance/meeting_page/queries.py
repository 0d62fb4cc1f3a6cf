"""What does the page of a meeting need of the meetings before it, and of those who sit?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.documents.files.models import Attachment
from maillage.foundation.documents.files.queries import documents_on
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.governance.bodies.models import Seat
from maillage.trade.governance.choices import Attending, QuorumKind, Standing
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.commitments import open_commitments
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meeting_page.words import (
    CalledPerson,
    Follow,
    Share,
    follow_words,
    letters_words,
)
from maillage.trade.governance.meetings.models import Guest, Meeting, Presence
from maillage.trade.governance.meetings.queries.attendance import (
    AttendanceSheet,
    PresenceLine,
    attendance,
    in_force_on_day,
)
from maillage.trade.governance.meetings.queries.convened import Convened, convened, reached
from maillage.trade.governance.meetings.queries.meetings import (
    MeetingSheet,
    meeting_sheet,
    meetings,
)
from maillage.trade.governance.minutes.queries import (
    PURPOSE,
    NotedItem,
    decisions_of,
    noted_items,
)
from maillage.trade.governance.permissions import can_keep_meetings

MOST_PROMISES, KEPT = 6, 200


@dataclass(frozen=True, slots=True)
class MeetingRead:
    """What a reader finds of a meeting at any moment: its sheet, who is there, its papers."""

    sheet: MeetingSheet
    attended: AttendanceSheet
    decisions: Sequence[Decision]
    papers: Sequence[Attachment]


@dataclass(frozen=True, slots=True)
class SessionRead:
    """What is written while it lasts: its agenda with its notes, and the stamp of all that moves.

    The stamp is the older of the two: what is written between them is read once more.
    """

    stamp: str
    noted: Sequence[NotedItem]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What stands before a meeting: the one before it, what that one settled, what is promised.

    `called` are those whom the reader may convene.
    """

    earlier: Meeting | None
    decisions: Sequence[Decision]
    promises: Sequence[Commitment]
    called: Sequence[Convened]


_meetings: Remembered[MeetingRead] = Remembered(KEPT)
_sessions: Remembered[SessionRead] = Remembered(KEPT)
_preparations: Remembered[Preparation] = Remembered(KEPT)


def read_meeting(access: Access, meeting: Meeting) -> MeetingRead:
    """A meeting for this reader, read again only after a change."""
    return _meetings.of(
        (access.pk, access.role, meeting.pk),
        access.cooperation.workspace_id,
        lambda: MeetingRead(
            meeting_sheet(access, meeting),
            attendance(access, meeting),
            decisions_of(access, meeting),
            list(documents_on(access, "meeting", meeting.pk).order_by("pk")),
        ),
    )


def read_session(access: Access, meeting: Meeting) -> SessionRead:
    """What is written during it for this reader, read again only after a change."""
    return _sessions.of(
        (access.pk, access.role, meeting.pk),
        access.cooperation.workspace_id,
        lambda: SessionRead(stamp_of(meeting), noted_items(access, meeting)),
    )


def read_preparation(access: Access, meeting: Meeting) -> Preparation:
    """What stands before it for this reader, read again only after a change."""
    return _preparations.of(
        (access.pk, access.role, meeting.pk),
        access.cooperation.workspace_id,
        lambda: _preparation(access, meeting),
    )


def _preparation(access: Access, meeting: Meeting) -> Preparation:
    earlier = meeting_before(access, meeting)
    decisions = decisions_of(access, earlier) if earlier else []
    calls = can_keep_meetings(access) and not meeting.cancelled_on
    called = convened(meeting) if calls else []
    return Preparation(earlier, decisions, promises_of_body(access, meeting), called)


@dataclass(frozen=True, slots=True)
class TakenDecision:
    """A decision, where it is now in words, and the joint decision that follows it."""

    decision: Decision
    follow: Follow
    words: str
    url: str

    @property
    def is_asking(self) -> bool:
        """Whether the councils are still to be asked."""
        return self.follow.is_asking

    @property
    def is_open(self) -> bool:
        """Whether the councils have not all answered yet."""
        is_settled = self.follow.standing == str(Standing.ACQUIRED.label)
        return self.is_asking or (bool(self.follow.standing) and not is_settled)


def taken(access: Access, decisions: Sequence[Decision], today: date) -> list[TakenDecision]:
    """Each decision with what became of it; no query."""
    return [_taken(access.cooperation.slug, one, today) for one in decisions]


def _taken(slug: str, one: Decision, today: date) -> TakenDecision:
    joint = one.joint_decision
    follow = Follow(
        outcome=one.outcome,
        label=", ".join(
            str(part)
            for part in (
                one.get_outcome_display() if one.outcome else "",
                one.get_rule_display() if one.rule else "",
            )
            if part
        ),
        item=str(one.item or ""),
        standing=str(Standing(joint.standing).label) if joint else "",
        steward=str(one.steward or ""),
        review_on=one.review_on,
    )
    url = reverse("governance:joint_decision", args=[slug, joint.pk]) if joint else ""
    return TakenDecision(one, follow, follow_words(follow, today), url)


def meeting_before(access: Access, meeting: Meeting) -> Meeting | None:
    """The last meeting of the body held before this one; one query."""
    rows = meetings(access).filter(body=meeting.body_id, concluded_on__isnull=False)
    return rows.filter(held_on__lt=meeting.held_on).order_by("-held_on", "-pk").first()


def promises_of_body(access: Access, meeting: Meeting) -> list[Commitment]:
    """The open promises of those who sit, that the reader may see, the next due first."""
    seats = Seat.objects.filter(in_force_on_day("", meeting), body=meeting.body_id)
    rows = open_commitments(access).filter(organisation__in=seats.values("organisation"))
    return list(rows.order_by("due_on", "pk")[: MOST_PROMISES + 1])


def shares(sheet: AttendanceSheet) -> list[Share]:
    """The seats that vote, as the quorum counts them before the meeting; no query."""
    voting = sheet.voting
    if sheet.meeting.body.quorum != QuorumKind.COLLEGE:
        return [_share("", voting)]
    colleges = dict.fromkeys(line.seat.college for line in voting)
    return [_share(name, [one for one in voting if one.seat.college == name]) for name in colleges]


def _share(name: str, lines: Sequence[PresenceLine]) -> Share:
    may_come = [
        one for one in lines if one.standing in {"", Attending.PRESENT} and not one.is_vacant
    ]
    return Share(name, len(lines), len(lines) // 2 + 1, len(may_come))


def letters_by_seat(meeting: Meeting, convocable: Sequence[Convened]) -> dict[int, str]:
    """Where the convocations of each seat are, in words; one query, none without anybody.

    Nothing of a meeting that was convened without any letter from here.
    """
    rows = reached(meeting, convocable) if convocable else []
    if meeting.convened_on and not any(one.letter or one.former for one in rows):
        return {}
    called: dict[int, list[CalledPerson]] = {}
    for one in rows:
        person = CalledPerson(
            one.convened.name,
            bool(one.convened.email),
            state=one.letter,
            former=one.former,
            sent_on=one.sent_on,
        )
        called.setdefault(one.convened.seat.pk, []).append(person)
    return {seat: letters_words(people) for seat, people in called.items()}


def sendings(meeting: Meeting) -> int:
    """To how many of those who attended the record leads; one query."""
    here = Presence.objects.filter(meeting=meeting).values("pk")
    return AnswerLink.objects.filter(
        purpose=PURPOSE, cooperation=meeting.body.cooperation_id, target__in=here
    ).count()


def stamp_of(meeting: Meeting) -> str:
    """What changes when a presence, a guest, a decision is written; three queries."""
    parts = [str(int(meeting.opened_at is not None)), meeting.state]
    for rows in (
        Presence.objects.filter(meeting=meeting),
        Guest.objects.filter(meeting=meeting),
        Decision.objects.filter(meeting=meeting),
    ):
        counts = rows.order_by().aggregate(count=Count("pk"), versions=Sum("version"))
        parts += [str(counts["count"]), str(counts["versions"] or 0)]
    return "-".join(parts)
