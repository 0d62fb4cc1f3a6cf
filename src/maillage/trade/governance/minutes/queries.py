"""What was said of each item, what was settled, and which texts are still to choose between?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.meetings.models import AgendaItem, Meeting, Presence
from maillage.trade.governance.meetings.queries.convened import Convened, convened
from maillage.trade.governance.meetings.queries.meetings import ItemLine, agenda_lines, meetings
from maillage.trade.governance.minutes.models import Amendment, ItemNote, NoteVariant
from maillage.trade.governance.permissions import can_read_minutes

FIRST_VERSION = 1


@dataclass(frozen=True)
class NotedItem:
    """An item, its note, the texts beside it, what was settled on it, the absent whom it names."""

    line: ItemLine
    text: str
    version: int
    variants: Sequence[NoteVariant]
    decisions: Sequence[Decision]
    away: str = ""

    @property
    def pk(self) -> int:
        """The number of the item."""
        return self.line.item.pk


def notes(access: Access) -> QuerySet[ItemNote]:
    """The notes of the reader's cooperation, for whoever may read them."""
    rows = ItemNote.objects.filter(item__meeting__body__cooperation=access.cooperation_id)
    return rows if can_read_minutes(access) else rows.none()


def variants(access: Access) -> QuerySet[NoteVariant]:
    """The texts kept beside notes, with who wrote them."""
    rows = NoteVariant.objects.filter(note__in=notes(access))
    return rows.select_related("note__item__meeting__body__cooperation", "author").order_by("pk")


def noted_items(access: Access, meeting: Meeting) -> list[NotedItem]:
    """The agenda with its notes and decisions, in five queries."""
    lines = agenda_lines(access, meeting)
    texts = {note.item_id: note for note in notes(access).filter(item__meeting=meeting)}
    beside = list(variants(access).filter(note__item__meeting=meeting))
    settled = list(decisions(access).filter(meeting=meeting).order_by("pk"))
    return [
        NotedItem(
            line=line,
            text=texts[line.item.pk].text if line.item.pk in texts else "",
            version=texts[line.item.pk].version if line.item.pk in texts else FIRST_VERSION,
            variants=[one for one in beside if one.note.item_id == line.item.pk],
            decisions=[one for one in settled if one.item_id == line.item.pk],
        )
        for line in lines
    ]


def noted_item(access: Access, item: AgendaItem) -> NotedItem:
    """One item of them."""
    results = noted_items(access, item.meeting)
    return next(one for one in results if one.pk == item.pk)


def decisions_of(access: Access, meeting: Meeting) -> list[Decision]:
    """What was settled at the meeting, in the order of the agenda."""
    rows = decisions(access).filter(meeting=meeting).order_by("item__rank", "pk")
    matching_decisions = list(
        rows.select_related(None).select_related("item", "steward", "joint_decision")
    )
    for one in matching_decisions:
        one.meeting = meeting
    return matching_decisions


def decisions_to_review(access: Access, first: date, last: date) -> QuerySet[Decision]:
    """What is to be reviewed between these days."""
    return decisions(access).filter(review_on__range=(first, last)).order_by("review_on", "pk")


def amendments(access: Access) -> QuerySet[Amendment]:
    """Every amendment on the records of the cooperation, for whoever may read the minutes."""
    rows = Amendment.objects.filter(meeting__body__cooperation=access.cooperation_id)
    seen = rows if can_read_minutes(access) else rows.none()
    return seen.select_related("meeting__body__cooperation", "organisation").order_by("pk")


def amending_organisations(access: Access) -> QuerySet[Organisation]:
    """The structures in whose name this reader may ask a change."""
    rows = member_organisations(access).order_by("folded", "pk")
    return rows if access.is_in_team else rows.filter(pk__in=spoken_for(access))


def validating_meetings(access: Access, meeting: Meeting, today: date) -> QuerySet[Meeting]:
    """The later meetings of the same body, up to today, at which the record may be validated."""
    rows = meetings(access).filter(body=meeting.body_id, cancelled_on__isnull=True)
    return rows.filter(held_on__gt=meeting.held_on, held_on__lte=today).order_by("held_on", "pk")


PURPOSE = "record"
ATTENDED = (Attending.PRESENT, Attending.EXCUSED, Attending.PROXY)


def attended(meeting: Meeting) -> list[tuple[Presence, Convened]]:
    """Who was there, excused or had given a *pouvoir*, with whom one writes to; five queries."""
    rows = Presence.objects.filter(meeting=meeting, standing__in=ATTENDED)
    presence_by_seat = {
        one.seat_id: one for one in rows.select_related("seat__organisation", "seat__person")
    }
    return [
        (presence_by_seat[one.seat.pk], one)
        for one in convened(meeting)
        if one.seat.pk in presence_by_seat
    ]


def unsent_records(cooperation: int, since: date) -> QuerySet[Meeting]:
    """The meetings held since that day whose record went to nobody and is not validated yet."""
    here = Presence.objects.filter(meeting=OuterRef("pk"), standing__in=ATTENDED)
    links = AnswerLink.objects.filter(
        purpose=PURPOSE, cooperation=cooperation, target=OuterRef("pk")
    )
    return (
        Meeting.objects.filter(
            Exists(here),
            ~Exists(here.filter(Exists(links))),
            body__cooperation=cooperation,
            concluded_on__isnull=False,
            validated_on__isnull=True,
            held_on__gte=since,
        )
        .select_related("body")
        .order_by("held_on", "pk")
    )


def presence_of(link: AnswerLink) -> QuerySet[Presence]:
    """The seat that the link is about, at its meeting, in its cooperation."""
    return Presence.objects.filter(
        pk=link.target, meeting__body__cooperation=link.cooperation_id
    ).select_related(
        "meeting__body__cooperation", "meeting__validated_at", "seat__organisation", "seat__person"
    )
