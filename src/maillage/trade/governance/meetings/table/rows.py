"""Meetings and their attendance, as a table says them and as they are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames
from maillage.trade.governance.bodies.table.places import name_alone, person_key
from maillage.trade.governance.meetings.table.cells import Hours, standing_words

Words = frozenset[str]
SHORTEST = 2
Dated = tuple[str, int | None]
SittingKey = tuple[int, date, int]


def words_of_name(text: str) -> Words:
    """The words of a name, its civility and its initials left out."""
    words = person_key(name_alone(text))
    return frozenset(word for word in words if len(word.strip(".")) >= SHORTEST)


@dataclass(frozen=True, slots=True)
class ExistingSeat:
    """A seat of a body: the names of its structure, or who sits in their own name."""

    pk: int
    label: str
    name: str = ""
    short_name: str = ""
    owner: Words = frozenset()
    people: tuple[Words, ...] = ()
    acting: tuple[Words, ...] = ()
    since: date | None = None
    until: date | None = None

    def has_holder(self, words: Words) -> bool:
        """Whether these words are of the name of somebody who holds the seat, or held it."""
        return bool(words) and any(words <= one for one in (self.owner, *self.people) if one)

    def is_in_force_on(self, day: date) -> bool:
        """Whether it was in force that day."""
        began = self.since is None or self.since <= day
        return began and (self.until is None or self.until > day)


@dataclass(frozen=True, slots=True)
class ExistingMeeting:
    """A meeting that is kept; `closed` says why nothing of it is written any more."""

    pk: int
    held_on: date
    title: str
    place: str
    hours: Hours | None
    is_cancelled: bool = False
    closed: str = ""
    presences: dict[int, Dated] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ExistingBody:
    """A body, its seats and its meetings."""

    pk: int
    name: str
    until: date | None
    seats: tuple[ExistingSeat, ...]
    meetings: tuple[ExistingMeeting, ...]

    @cached_property
    def names(self) -> EverydayNames[ExistingSeat]:
        """Its seats by the names that officers give to their structures."""
        return EverydayNames(one for one in self.seats if one.name)

    def called(
        self, text: str, is_open: Callable[[ExistingSeat], bool] = lambda _one: True
    ) -> list[ExistingSeat]:
        """The seats that a cell names by their structure, or by whoever holds them or acts there.

        A family name alone is that of a holder.
        """
        seats = self.names.called_in(text, lambda one: (*one.people, *one.acting), is_open)
        name = words_of_name(text)
        return seats or [one for one in self.seats if is_open(one) and one.has_holder(name)]

    def seat_label(self, pk: int | None) -> str:
        """The name of one of its seats."""
        return next((one.label for one in self.seats if one.pk == pk), "")


@dataclass(frozen=True)
class ExistingSittings:
    """What a table of meetings is compared with.

    `own_words` are those that the name of any body of the cooperation may add.
    """

    bodies: Sequence[ExistingBody] = ()
    own_words: frozenset[str] = frozenset()


@dataclass(slots=True)
class SittingRow:
    """One row of the table, understood: a meeting, and how a seat was held."""

    row: TableRow
    body_name: str
    organisation: str
    person: str
    title: str = ""
    place: str = ""
    hours: Hours | None = None
    day: date | None = None
    standing: str = ""
    carrier: str = ""
    note: str = ""
    body: ExistingBody | None = None
    meeting: ExistingMeeting | None = None
    seat: ExistingSeat | None = None
    given_to: int | None = None
    is_recorded: bool = False
    completes: bool = False

    @property
    def key(self) -> SittingKey | None:
        """The meeting of the row; the number is 0 for one that is to be made."""
        if self.body is None or self.day is None:
            return None
        return self.body.pk, self.day, self.meeting.pk if self.meeting else 0

    @property
    def words(self) -> str:
        """How the seat is held, as one reads it."""
        label = self.body.seat_label(self.given_to) if self.body else ""
        return standing_words(self.standing, label)


@dataclass(slots=True)
class Sitting:
    """A meeting of the table: what it would gain, and the rows that say who was there."""

    body: int
    day: date
    meeting: int
    title: str = ""
    place: str = ""
    hours: Hours | None = None
    rows: list[SittingRow] = field(default_factory=list)


@dataclass(slots=True)
class SittingTable(Table[SittingRow]):
    """A workbook understood as a table of meetings and attendance, and its meetings."""

    sittings: list[Sitting]
