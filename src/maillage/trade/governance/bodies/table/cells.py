"""What does a table of bodies and seats say, row by row, and what has to be looked at?"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.days import FURTHEST_SEAT_YEARS, far_fault
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.cleaning.people_cells import is_vacant
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow, read_rows
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.governance.bodies.rules import MOST_VOICES, colleges_fault, holder_fault
from maillage.trade.governance.bodies.table.places import (
    ExistingPerson,
    ExistingPlace,
    find_place,
    person_by_name,
)
from maillage.trade.governance.choices import BodyKind, Voice

FIELD_LABELS = {
    "body": "Instance",
    "body_kind": "Nature de l’instance",
    "organisation_name": "Structure",
    "college": "Collège",
    "voice": "Voix",
    "weight": "Nombre de voix",
    "titulaire_name": "Titulaire",
    "suppleant_name": "Suppléant·e",
    "since": "Depuis le",
}
KIND_WORDS = {
    BodyKind.MIXED: ("mixte",),
    BodyKind.TECHNICAL: ("techn", "cotech"),
    BodyKind.POLITICAL: ("polit", "elu", "copil"),
}
VOICE_WORDS = {
    Voice.OBSERVER: ("observ",),
    Voice.CONSULTATIVE: ("consult", "sans voix"),
    Voice.DELIBERATIVE: ("delib", "avec voix", "votant"),
}
BETWEEN = re.compile(r"\s*[;/\n]\s*")
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

    @property
    def about(self) -> str:
        """What the row is about, in a few words."""
        return self.organisation or self.body

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


@dataclass(frozen=True)
class ExistingBodies:
    """What the table is compared with; `everybody` are those who may sit in their own name."""

    places: Sequence[ExistingPlace]
    bodies: Sequence[ExistingBody]
    seats: Sequence[ExistingSeat]
    everybody: Callable[[], ExistingPlace]


def read_body_table(
    workbook: Workbook, existing_bodies: ExistingBodies, mapping: Mapping | None, today: date
) -> BodyTable:
    """The table of a workbook, compared with the bodies and seats that are known."""
    read = read_rows(workbook, frozenset(FIELD_LABELS), mapping)
    rows = [_understood(row, existing_bodies) for row in read.rows]
    pair(rows, existing_bodies.seats)
    _refuse_repeated(rows)
    bodies = {folded(one.name): one for one in existing_bodies.bodies}
    for one in rows:
        _check(one, today)
        _check_body(one, bodies)
    return BodyTable(read, rows, bodies)


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


def _understood(row: TableRow, existing_bodies: ExistingBodies) -> SeatRow:
    kind_why = _("Nature non comprise : écrivez politique, technique ou mixte.")
    voice_why = _("Voix non comprise : écrivez délibérative, consultative ou observation.")
    seat_row = SeatRow(
        row,
        body=row.text("body", 200),
        kind=row.choice("body_kind", kind_of_body, kind_why),
        organisation=row.text("organisation_name"),
        college=row.text("college", 100),
        voice=row.choice("voice", _voice_of, voice_why),
        weight=_weight(row),
        since=row.day("since"),
    )
    if not seat_row.body:
        row.refuse("body", _("Dites de quelle instance il s’agit."))
    if seat_row.organisation:
        seat_row.place = find_place(row, existing_bodies.places)
    elif row.text("titulaire_name"):
        seat_row.place = existing_bodies.everybody()
    else:
        row.refuse("organisation_name", _("Dites quelle structure tient ce siège."))
    _read_people(seat_row)
    return seat_row


def _read_people(row: SeatRow) -> None:
    """Who holds the seat; without structure, who sits in their own name."""
    if row.place is None:
        return
    name = row.row.text("titulaire_name")
    if name and not is_vacant(name):
        row.titulaire = person_by_name(row.row, "titulaire_name", name, row.place)
    if not row.place.pk:
        if row.titulaire is None:
            row.row.refuse("titulaire_name", _("Ajoutez d’abord cette personne à l’annuaire."))
        return
    cell = row.row.cells.get("suppleant_name")
    names = [name for name in BETWEEN.split(cell.text) if name] if cell else []
    people = [
        person_by_name(row.row, "suppleant_name", name, row.place)
        for name in names
        if not is_vacant(name)
    ]
    existing_person_by_number = {one.pk: one for one in people if one is not None}
    if row.titulaire and existing_person_by_number.pop(row.titulaire.pk, None):
        row.row.warn("suppleant_name", _("Titulaire et suppléant·e à la fois : titulaire gardé."))
    row.suppleants = tuple(existing_person_by_number.values())


def kind_of_body(text: str) -> str:
    """The nature that these words say; nothing when they say none.

    >>> [kind_of_body(text) for text in ("COTECH", "Politique", "Assemblée")]
    ['technical', 'political', '']
    """
    words = folded(text).split()
    for kind, starts in KIND_WORDS.items():
        if any(word.startswith(starts) for word in words):
            return kind.value
    return ""


def _voice_of(text: str) -> str:
    for voice, starts in VOICE_WORDS.items():
        words = folded(text).removeprefix("voix ")
        if is_word(voice.value, text) or words.startswith(starts):
            return voice.value
    return ""


def _weight(row: TableRow) -> int | None:
    text = row.text("weight")
    if not text:
        return None
    amount = read_amount(text)
    number = amount.quantity if amount else None
    if number is None or number != int(number) or not 1 <= number <= MOST_VOICES:
        sentence = _("Nombre de voix non compris : écrivez un nombre entier de 1 à %(most)s.")
        row.refuse("weight", sentence % {"most": MOST_VOICES})
        return None
    return int(number)


def _refuse_repeated(rows: Sequence[SeatRow]) -> None:
    first: dict[object, int] = {}
    for one in rows:
        same = (one.key, one.college, one.titulaire, one.suppleants)
        if one.key is not None and one.existing is None and same in first:
            one.row.refuse_repeated(first[same], "organisation_name", "body")
        first.setdefault(same, one.row.row)


def _check(one: SeatRow, today: date) -> None:
    if one.place and one.place.gone and one.existing is None:
        one.row.refuse("organisation_name", one.place.gone)
    existing_since = one.existing.since if one.existing else None
    why = far_fault(one.since, today, FURTHEST_SEAT_YEARS)
    if why and one.since != existing_since:
        one.row.refuse("since", why)
    if one.existing is not None:
        _remark_differences(one, one.existing)


def _remark_differences(one: SeatRow, existing_seat: ExistingSeat) -> None:
    """Each cell that says other than what is known, which stays."""
    one.row.compare("college", one.college, existing_seat.college)
    if one.voice and one.voice != existing_seat.voice:
        one.row.keep("voice", str(Voice(existing_seat.voice).label))
    one.row.compare("weight", one.weight, existing_seat.weight)
    if one.nominee is not None:
        if why := holder_fault(one.since, existing_seat.since):
            one.row.refuse("since", why)
    elif (
        one.titulaire and existing_seat.titulaire and one.titulaire.pk != existing_seat.titulaire.pk
    ):
        sentence = _("%(name)s tient ce siège : dites depuis quand cela change, après sa date.")
        one.row.warn("titulaire_name", sentence % {"name": existing_seat.titulaire.name})
    else:
        one.row.compare("since", one.since, existing_seat.since)


def _check_body(one: SeatRow, bodies: dict[str, ExistingBody]) -> None:
    """The body of the row, made when nobody knows it, and its colleges."""
    if one.row.is_refused:
        return
    body = bodies.get(folded(one.body))
    if body is None:
        kind = one.kind or kind_of_body(one.body) or BodyKind.POLITICAL.value
        body = ExistingBody(None, one.body, kind, is_open_to_colleges=True)
        bodies[folded(one.body)] = body
    elif one.kind and one.kind != body.kind:
        one.row.keep("body_kind", str(BodyKind(body.kind).label))
    _check_college(one, body)


def _check_college(one: SeatRow, body: ExistingBody) -> None:
    is_recorded = one.existing is not None and bool(one.existing.college)
    if not one.college or one.college in body.colleges or is_recorded:
        return
    if not body.is_open_to_colleges:
        sentence = _("Ce collège n’est pas de cette instance : corrigez, ou ajoutez-le à sa fiche.")
        one.row.refuse("college", sentence)
    elif why := colleges_fault(len(body.colleges) + 1):
        one.row.refuse("college", why)
    else:
        body.colleges.append(one.college)
