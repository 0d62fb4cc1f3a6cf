"""Who is called to a meeting, at which address, and what did they receive?"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.mail.choices import State
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact, Person
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.attendance import held_on_day


@dataclass(frozen=True)
class Convened:
    """Who is called for a seat: somebody, or the structure when nobody holds it."""

    seat: Seat
    person: Person | None
    email: str

    @property
    def name(self) -> str:
        """Who is written to."""
        return str(self.person or self.seat)


@dataclass(frozen=True)
class Reached:
    """The same, and where the letters to them are: of this convocation, of the last before it."""

    convened: Convened
    letter: State | None
    former: State | None

    @property
    def is_written(self) -> bool:
        """Whether this convocation is on its way to them or ended; for want of mail, it is not."""
        return self.letter not in {None, State.UNSET}


def convened(meeting: Meeting) -> list[Convened]:
    """Everybody who holds a seat on the day of the meeting, in four queries."""
    rows = Seat.objects.filter(held_on_day("", meeting), body=meeting.body_id)
    seats = list(rows.select_related("organisation", "person").order_by("college", "pk"))
    held: dict[int, list[Person]] = {}
    living = Holder.objects.filter(held_on_day("", meeting), seat__in=seats)
    for holder in living.select_related("person").order_by("-kind", "pk"):
        held.setdefault(holder.seat_id, []).append(holder.person)
    called = [(seat, person) for seat in seats for person in _people(seat, held)]
    of_people = addresses_of_people(person.pk for _seat, person in called if person)
    of_structures = addresses_of_structures(
        seat.organisation_id for seat, person in called if person is None and seat.organisation_id
    )
    return [
        Convened(
            seat,
            person,
            of_people.get(person.pk, "")
            if person
            else of_structures.get(seat.organisation_id or 0, ""),
        )
        for seat, person in called
    ]


def _people(seat: Seat, held: dict[int, list[Person]]) -> Sequence[Person | None]:
    if seat.person:
        return [seat.person]
    return held.get(seat.pk, []) or [None]


def addresses_of_people(numbers: Iterable[int]) -> dict[int, str]:
    """The first address of each person who has one; one query."""
    rows = Contact.objects.filter(person__in=list(numbers), kind=ContactKind.EMAIL)
    found = rows.order_by("-rank", "-pk").values_list("person", "value")
    return {number: value for number, value in found if number}


def addresses_of_structures(numbers: Iterable[int]) -> dict[int, str]:
    """The first address of each structure that has one; one query."""
    rows = Contact.objects.filter(organisation__in=list(numbers), kind=ContactKind.EMAIL)
    found = rows.order_by("-rank", "-pk").values_list("organisation", "value")
    return {number: value for number, value in found if number}


def letter_key(meeting: Meeting, email: str) -> str:
    """The key of the one convocation that an address receives for this day, these hours, there."""
    when = (meeting.held_on, meeting.starts_at, meeting.ends_at, meeting.place, meeting.link)
    state = hashlib.sha256(repr((*when, meeting.cancelled_on)).encode()).hexdigest()[:16]
    return f"{_start(meeting)}{_mark(email)}:{state}"


def recall_key(meeting: Meeting, email: str) -> str:
    """The key of the one reminder of this meeting, on this day."""
    return f"recall:{meeting.pk}:{_mark(email)}:{meeting.held_on.isoformat()}"


def _start(meeting: Meeting) -> str:
    return f"convocation:{meeting.pk}:"


def _mark(email: str) -> str:
    return hashlib.sha256(email.lower().encode()).hexdigest()[:24]


def reached(meeting: Meeting, called: Sequence[Convened]) -> list[Reached]:
    """Where the letters to each of those called are; one query."""
    rows = Letter.objects.filter(key__startswith=_start(meeting)).order_by("pk")
    states = {key: State(state) for key, state in rows.values_list("key", "state")}
    this = {letter_key(meeting, one.email) for one in called}
    former = {key.split(":")[2]: state for key, state in states.items() if key not in this}
    return [
        Reached(
            one,
            letter=states.get(letter_key(meeting, one.email)),
            former=former.get(_mark(one.email)),
        )
        for one in called
    ]


def meetings_to_recall(today: date, ahead: timedelta) -> list[Meeting]:
    """The meetings convened that are held in the days to come, in every open cooperation."""
    rows = Meeting.objects.filter(
        held_on__gt=today,
        held_on__lte=today + ahead,
        convened_on__isnull=False,
        cancelled_on__isnull=True,
        concluded_on__isnull=True,
        body__cooperation__closed_at__isnull=True,
    )
    return list(rows.select_related("body__cooperation__workspace").order_by("pk"))
