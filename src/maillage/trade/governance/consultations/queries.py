"""Which questions are put in writing, to whom, and what does each seat say?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance.choices import Closing, Voice
from maillage.trade.governance.consultations.models import (
    Consultation,
    ConsultedSeat,
    Opinion,
    still_open,
)
from maillage.trade.governance.meetings.models import AgendaItem, Meeting
from maillage.trade.governance.meetings.queries.attendance import seat_name
from maillage.trade.governance.meetings.queries.convened import (
    addresses_of_people,
    addresses_of_structures,
)

PURPOSE = "consultation"


@dataclass(frozen=True)
class ConsultedLine:
    """A seat asked: its name for this reader, who answers for it, what it says."""

    consulted: ConsultedSeat
    name: str
    person: str
    opinion: Opinion | None

    @property
    def votes(self) -> bool:
        """Whether what it says is counted."""
        return self.consulted.seat.voice == Voice.DELIBERATIVE

    @property
    def choice(self) -> str:
        """What it says, or nothing yet."""
        return self.opinion.choice if self.opinion else ""


def consultations(access: Access) -> QuerySet[Consultation]:
    """Every written consultation of the reader's cooperation."""
    rows = Consultation.objects.filter(body__cooperation=access.cooperation_id)
    return rows.select_related("body__cooperation", "decision")


def open_consultations(access: Access, today: date) -> QuerySet[Consultation]:
    """Those that wait for answers, soonest to close first."""
    return consultations(access).filter(still_open(today)).order_by("closes_on", "pk")


def consulted(access: Access) -> QuerySet[ConsultedSeat]:
    """Every seat asked in the reader's cooperation."""
    rows = ConsultedSeat.objects.filter(consultation__body__cooperation=access.cooperation_id)
    return rows.select_related(
        "consultation__body__cooperation", "seat__organisation", "seat__person", "person"
    )


def answerable_seats(access: Access) -> QuerySet[ConsultedSeat]:
    """Those for which this reader may answer: all of them, or those of their structures."""
    rows = consulted(access)
    return rows if access.is_officer else rows.filter(seat__organisation__in=spoken_for(access))


def consulted_lines(access: Access, consultation: Consultation) -> list[ConsultedLine]:
    """The seats asked and what stands of each, in three queries."""
    rows = list(
        consulted(access)
        .filter(consultation=consultation)
        .order_by("seat__college", "seat__organisation__folded", "seat_id", "pk")
    )
    opinion_by_number = standing_opinions(consultation)
    seen: set[int | None] = set()
    if directory.can_open_people(access):
        numbers = [one.person_id for one in rows if one.person_id]
        seen = set(people(access).filter(pk__in=numbers).values_list("pk", flat=True))
    return [
        ConsultedLine(
            consulted=one,
            name=seat_name(access, one.seat),
            person=str(one.person) if one.person_id in seen else "",
            opinion=opinion_by_number.get(one.pk),
        )
        for one in rows
    ]


def all_lines(consultation: Consultation) -> list[ConsultedLine]:
    """The same when nobody reads: what the rule counts when the consultation closes."""
    rows = consultation.asked.select_related("seat__organisation", "seat__person").order_by("pk")
    opinion_by_number = standing_opinions(consultation)
    return [ConsultedLine(one, str(one.seat), "", opinion_by_number.get(one.pk)) for one in rows]


def standing_opinions(consultation: Consultation) -> dict[int, Opinion]:
    """What stands of each seat asked, by its number."""
    rows = Opinion.objects.filter(asked__consultation=consultation, replaced_at__isnull=True)
    return {one.asked_id: one for one in rows}


def standing_opinion(consulted_seat: ConsultedSeat) -> Opinion | None:
    """What this seat says now."""
    return consulted_seat.said.filter(replaced_at__isnull=True).first()


def consulted_of(link: AnswerLink) -> QuerySet[ConsultedSeat]:
    """The seat that the link asks, in its cooperation, while it is in force."""
    return ConsultedSeat.objects.filter(
        pk=link.target,
        consultation__body__cooperation=link.cooperation_id,
        seat__until__isnull=True,
    ).select_related(
        "consultation__body__cooperation", "seat__organisation", "seat__person", "person"
    )


def emails_of_seats(rows: Sequence[ConsultedSeat]) -> dict[int, str]:
    """The address of each seat asked: the person's, or the structure's; two queries."""
    of_people = addresses_of_people(one.person_id for one in rows if one.person_id)
    of_structures = addresses_of_structures(
        one.seat.organisation_id
        for one in rows
        if one.person_id is None and one.seat.organisation_id
    )
    return {
        one.pk: of_people.get(one.person_id, "")
        if one.person_id
        else of_structures.get(one.seat.organisation_id or 0, "")
        for one in rows
    }


def waiting_seats(access: Access, today: date) -> QuerySet[ConsultedSeat]:
    """Those for which this reader may still answer, in the open consultations."""
    opinions = Opinion.objects.filter(asked=OuterRef("pk"), replaced_at__isnull=True)
    rows = answerable_seats(access).filter(~Exists(opinions), still_open(today, "consultation__"))
    return rows.order_by("consultation__closes_on", "pk")


def due_consultations(today: date) -> QuerySet[Consultation]:
    """Those whose last day has passed, in every open cooperation."""
    rows = Consultation.objects.filter(
        closed_on__isnull=True,
        closes_on__lt=today,
        body__cooperation__closed_at__isnull=True,
    )
    return rows.select_related("body__cooperation").order_by("pk")


def meetings_requested(access: Access, since: date) -> QuerySet[Consultation]:
    """Those that ended since that day in a request for a meeting which nothing answers yet.

    A meeting of the body answers it once it is held, or once the question is on its agenda.
    """
    after = Meeting.objects.filter(
        body=OuterRef("body"), held_on__gte=OuterRef("closed_on"), cancelled_on__isnull=True
    )
    item = AgendaItem.objects.filter(
        meeting__body=OuterRef("body"),
        meeting__held_on__gte=OuterRef("closed_on"),
        meeting__cancelled_on__isnull=True,
        title__iexact=OuterRef("question"),
    )
    rows = consultations(access).filter(closing=Closing.MEETING, closed_on__gte=since)
    meetings = after.filter(concluded_on__isnull=False)
    return rows.filter(~Exists(meetings), ~Exists(item)).order_by("closed_on", "pk")
