"""Bodies and seats, as a table tells them and as they are known."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames
from maillage.trade.governance.bodies.table.newcomers import Newcomers
from maillage.trade.governance.bodies.table.places import ExistingPerson, ExistingPlace

Key = tuple[str, int]


@dataclass(slots=True)
class ExistingBody:
    """A body at work, or one that the table makes; no `pk` until it is written."""

    pk: int | None
    name: str
    kind: str
    colleges: list[str] = field(default_factory=list)
    is_open_to_colleges: bool = False


@dataclass(frozen=True, slots=True)
class ExistingSeat:
    """A seat in force and who holds it, as the table is compared with it."""

    pk: int
    key: Key
    college: str
    voice: str
    weight: int
    since: date | None
    titulaire: ExistingPerson | None
    suppleants: tuple[ExistingPerson, ...]


@dataclass(slots=True)
class SeatRow:
    """One row of the table, understood: which seat, and who holds it; place 0 is one's own name."""

    row: TableRow
    body: str
    kind: str
    organisation: str
    college: str
    voice: str
    weight: int | None
    since: date | None
    place: ExistingPlace | None = None
    titulaire: ExistingPerson | None = None
    suppleants: tuple[ExistingPerson, ...] = ()
    existing: ExistingSeat | None = None
    is_suppleant: bool = False
    lead: "SeatRow | None" = None

    @property
    def key(self) -> Key | None:
        """What the seats of one structure in one body have in common."""
        return (folded(self.body), self.place.pk) if self.place and self.body else None

    @property
    def replaces(self) -> bool:
        """Whether another titulaire holds the seat, and the row says from when it changes."""
        existing_person = self.existing.titulaire if self.existing else None
        if (
            existing_person is None
            or self.titulaire is None
            or existing_person.pk == self.titulaire.pk
        ):
            return False
        begun = self.existing.since if self.existing else None
        return self.since is not None and (begun is None or self.since > begun)

    @property
    def nominee(self) -> ExistingPerson | None:
        """Who is to be named titulaire: nobody when the seat is held and nothing dates a change."""
        if self.existing is None or self.existing.titulaire is None or self.replaces:
            return self.titulaire
        return None

    @property
    def joining(self) -> list[ExistingPerson]:
        """The suppléants who are not known yet."""
        numbers = {one.pk for one in self.existing.suppleants} if self.existing else set()
        return [one for one in self.suppleants if one.pk not in numbers]

    @property
    def entering(self) -> list[ExistingPerson]:
        """Who comes to the seat and has no sheet yet."""
        people = [self.nominee] if self.nominee else []
        return [one for one in (*people, *self.joining) if one.pk < 0]

    def fills(self) -> bool:
        """Whether the seat is completed by the row."""
        if self.existing is None:
            return False
        fills_college = bool(self.college and not self.existing.college)
        return fills_college or self.fills_since or bool(self.nominee or self.joining)

    @property
    def fills_since(self) -> bool:
        """Whether the row says since when the seat exists, and nobody knew."""
        existing_seat = self.existing
        return (
            existing_seat is not None
            and bool(self.since and not existing_seat.since)
            and not self.replaces
        )


@dataclass(slots=True)
class BodyTable(Table[SeatRow]):
    """A workbook understood as a table of bodies and seats; the bodies by their folded name."""

    bodies: dict[str, ExistingBody]
    newcomers: Newcomers

    @property
    def seats(self) -> list[SeatRow]:
        """The rows to write that are a seat each: a suppléant's row completes another."""
        return [one for one in self.valid_rows if one.lead is None]


@dataclass(frozen=True)
class ExistingBodies:
    """What the table is compared with; `everybody` are those who may sit in their own name.

    `own_words` are those that the name of any body of the cooperation may add; `apart` are the
    cells that name another person than the one of their name.
    """

    places: Sequence[ExistingPlace]
    bodies: Sequence[ExistingBody]
    seats: Sequence[ExistingSeat]
    everybody: Callable[[], ExistingPlace]
    own_words: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> EverydayNames[ExistingPlace]:
        """The structures by the names that officers give them."""
        return EverydayNames(self.places)

    @cached_property
    def newcomers(self) -> Newcomers:
        """Those whom the table brings into the directory."""
        return Newcomers(self.apart)

    @cached_property
    def own_place(self) -> ExistingPlace:
        """No structure: the people who may sit in their own name."""
        return self.everybody()


def pair(rows: Iterable[SeatRow], existing_seats: Iterable[ExistingSeat]) -> None:
    """Finds the known seat of each row: the one held alike, else one of the same structure."""
    seat_rows, free = list(rows), list(existing_seats)
    for one in seat_rows:
        one.existing = None
    for is_same in (_same_holder, _same_titulaire, _same_structure):
        for one in seat_rows:
            if one.existing is None and one.key is not None:
                one.existing = next((seat for seat in free if is_same(one, seat)), None)
                if one.existing is not None:
                    free.remove(one.existing)


def _same_holder(one: SeatRow, seat: ExistingSeat) -> bool:
    return _same_titulaire(one, seat) and one.college == seat.college


def _same_titulaire(one: SeatRow, seat: ExistingSeat) -> bool:
    return one.key == seat.key and one.titulaire == seat.titulaire


def _same_structure(one: SeatRow, seat: ExistingSeat) -> bool:
    return one.key == seat.key and bool(seat.key[1])
