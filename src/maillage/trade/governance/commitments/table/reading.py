"""What does a table of commitments say, row by row, and what has to be looked at?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import FURTHEST_COMMITMENT_YEARS, far_fault
from maillage.core.tables_out import Value
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import (
    Field,
    Table,
    TableRow,
    TableSpec,
    words,
)
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames
from maillage.trade.governance.bodies.table.places import (
    CALLED,
    ExistingPerson,
    ExistingPlace,
    find_person,
    find_place,
)
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.rules import due_fault, step_day_fault, step_faults
from maillage.trade.governance.commitments.table.cells import (
    act_number_of,
    due_of,
    is_unit,
    kind_of,
    kind_of_row,
    quantity_of,
    state_in,
    state_of,
    unit_of_row,
)

State = CommitmentState
LONGEST_NOTE = 300
STRUCTURE = Field(
    "organisation_name",
    "Structure",
    words(),
    lazy("Dites quelle structure s’engage."),
    is_carried=True,
    others=CALLED,
)
LABEL = Field(
    "action_title",
    "Intitulé",
    words(200),
    others=("action_description", "commitment_kind", "resources", "objective"),
    fits=lambda text: not kind_of(text) or len(text.split()) > 1,
)
KIND = Field(
    "commitment_kind",
    "Nature de la contribution",
    words(200),
    others=("organisation_type", "resources"),
    fits=lambda text: bool(kind_of(text)),
)
QUANTITY = Field(
    "quantity",
    "Quantité",
    words(),
    others=(
        *("amount", "amount_granted", "amount_expected", "amount_requested"),
        "indicator_result",
    ),
    fits=lambda text: any(map(str.isdecimal, text)),
)
UNIT = Field("unit", "Unité de compte", words(), others=("department",), fits=is_unit)
DELIVERED = Field("delivered_quantity", "Déjà tenu", words())
STATE = Field(
    "status",
    "État",
    state_in,
    others=("presence_status",),
    tells=lambda text: bool(state_of(text)),
)
ON = Field("since", "Depuis le", TableRow.start, others=("meeting_on",))
ACT_NUMBER = Field("deliberation_number", "N° de l’acte", act_number_of)
ACT_FILE = Field("act_file", "Confirmé par (fichier)", words(255))
DUE_ON = Field("due_on", "Échéance", due_of, others=("until", "schedule"))
PERSON = Field(
    "person_name", "Personne", words(), others=("pilot_person", "elected_name", "technician_name")
)
INFORMANT = Field("contact_source", "Transmis par", words(150))
NOTE = Field("notes", "Précisions", words(LONGEST_NOTE))
SPEC = TableSpec(
    (
        *(STRUCTURE, LABEL, KIND, QUANTITY, UNIT, DELIVERED, STATE, ON, ACT_NUMBER, ACT_FILE),
        *(DUE_ON, PERSON, INFORMANT, NOTE),
    ),
    frozenset({"organisation_name"}),
)
RANKS = {
    State.ASKED: 0,
    State.PROMISED: 1,
    State.CONFIRMED: 2,
    State.DELIVERED: 3,
    State.WITHDRAWN: 3,
}
COLUMNS = {"act_number": "deliberation_number", "note": "notes"}
Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class ExistingCommitment:
    """A commitment already noted, as the table is compared with it."""

    pk: int
    key: Key
    title: str
    state: str
    kinds: frozenset[str]
    first_on: date | None
    on: date | None
    quantity: Decimal | None
    unit: str
    due_on: date | None
    act_number: str
    person: str
    informant: str
    note: str
    delivered: Decimal | None = None
    act_file: str = ""


@dataclass(slots=True)
class CommitmentRow:
    """One row of the table, understood: who commits to what, and how far it has come."""

    row: TableRow
    organisation: str
    label: str
    kind: str
    quantity: Decimal | None
    unit: str
    state: str
    on: date | None
    due_on: date | None
    act_number: str
    told_by: str
    note: str
    delivered: Decimal | None = None
    act_file: str = ""
    place: ExistingPlace | None = None
    person: ExistingPerson | None = None
    existing: ExistingCommitment | None = None

    @property
    def key(self) -> Key | None:
        """What makes two rows the same commitment."""
        return (self.place.pk, folded(self.label), self.kind) if self.place else None

    @property
    def due_text(self) -> str:
        """When it is due, in words that are no day."""
        return "" if self.due_on else self.row.text(DUE_ON.name)

    @property
    def adds_step(self) -> bool:
        """Whether the row tells a step further than those that are known."""
        if self.existing is None:
            return True
        if not self.state or self.state in self.existing.kinds - {State.DELIVERED}:
            return False
        return RANKS[State(self.state)] > RANKS[State(self.existing.state)]

    @property
    def completes_step(self) -> bool:
        """Whether the row speaks of the step that is known."""
        return (
            not self.adds_step
            and self.existing is not None
            and self.state in {"", self.existing.state}
        )

    @property
    def part(self) -> Decimal | None:
        """What is delivered besides what is known; None when nothing is."""
        amount = self.existing.delivered if self.existing else None
        more = (self.delivered or Decimal(0)) - (amount or Decimal(0))
        return more if more > 0 else None

    @property
    def adds_part(self) -> bool:
        """Whether the row tells of a part that is delivered, while the rest is awaited."""
        return self.part is not None and self.state != State.DELIVERED

    @property
    def compared(self) -> list[tuple[str, Value, Value]]:
        """The fields in which the row speaks of the same thing as what is known, and both words."""
        existing_commitment = self.existing
        if existing_commitment is None:
            return []
        pairs: list[tuple[str, Value, Value]] = [
            ("unit", self.unit, existing_commitment.unit),
            ("due_on", self.due_on, existing_commitment.due_on),
            ("person_name", self.person.name if self.person else "", existing_commitment.person),
        ]
        if self.completes_step:
            pairs = [
                ("quantity", self.quantity, existing_commitment.quantity),
                *pairs,
                ("deliberation_number", self.act_number, existing_commitment.act_number),
                ("contact_source", self.told_by, existing_commitment.informant),
                ("notes", self.note, existing_commitment.note),
                ("since", self.on, existing_commitment.on or self.on),
            ]
        elif not self.adds_step:
            pairs.append(("status", _label(self.state), _label(existing_commitment.state)))
        return pairs

    def fills(self) -> bool:
        """Whether a blank of what is known is filled by the row."""
        blanks = any(read and not value for _name, read, value in self.compared)
        return blanks or (self.existing is not None and self.adds_part)


def _label(state: str) -> str:
    return str(State(state).label)


def read_commitment_table(
    workbook: Workbook,
    places: Sequence[ExistingPlace],
    existing_commitments: Sequence[ExistingCommitment],
    mapping: Mapping | None,
    today: date,
) -> Table[CommitmentRow]:
    """The table of a workbook, compared with the commitments that are known."""
    names = EverydayNames(places)
    spec = SPEC.shown_by_values(STRUCTURE.name, lambda text: bool(names.called(text)))
    read = read_rows(workbook, spec, mapping, {STRUCTURE.name: names.head})
    rows = [_understood(row, names) for row in read.rows]
    pair(rows, existing_commitments)
    _refuse_repeated(rows)
    for one in rows:
        _check(one, today)
    return Table(read, rows)


def pair(rows: Iterable[CommitmentRow], existing_commitments: Iterable[ExistingCommitment]) -> None:
    """Finds the known commitment of each row; of several alike, the one due the same day."""
    free: dict[Key, list[ExistingCommitment]] = {}
    for one in existing_commitments:
        free.setdefault(one.key, []).append(one)
    for row in rows:
        alike = free.get(row.key, []) if row.key else []
        same = [one for one in alike if one.due_on == row.due_on]
        row.existing = next(iter(same or alike), None)
        if row.existing is not None:
            alike.remove(row.existing)


def _understood(row: TableRow, names: EverydayNames[ExistingPlace]) -> CommitmentRow:
    nature, label = row.read(KIND), row.read(LABEL)
    is_one = LABEL.name not in row.cells or not kind_of(nature) or len(nature.split()) > 1
    if not label and is_one:
        label = nature
    elif nature and folded(nature) != folded(label) and len(nature.split()) > 1:
        row.asides.append(nature)
    kind = kind_of_row(row)
    commitment_row = CommitmentRow(
        row,
        organisation=row.read(STRUCTURE),
        label=label,
        kind=kind,
        quantity=quantity_of(row, kind),
        unit=unit_of_row(row, kind),
        state=row.read(STATE),
        on=row.read(ON),
        due_on=row.read(DUE_ON),
        act_number=row.read(ACT_NUMBER),
        told_by=row.read(INFORMANT),
        note=row.read(NOTE),
        delivered=quantity_of(row, kind, DELIVERED.name),
        act_file=row.read(ACT_FILE),
        place=find_place(row, names),
    )
    asides = (one for one in row.asides if folded(one) not in folded(commitment_row.note))
    note = " ; ".join(filter(None, (commitment_row.note, *asides)))
    commitment_row.note = note[:LONGEST_NOTE]
    if commitment_row.place is not None:
        commitment_row.person = find_person(row, PERSON.name, commitment_row.place)
    return commitment_row


def _refuse_repeated(rows: Sequence[CommitmentRow]) -> None:
    first: dict[Key, int] = {}
    for one in rows:
        if one.key is None or not one.label:
            continue
        if one.key in first and one.existing is None:
            one.row.refuse_repeated(first[one.key], "action_title", "commitment_kind")
        first.setdefault(one.key, one.row.row)


def _check(one: CommitmentRow, today: date) -> None:
    if not one.label:
        sentence = _("Dites ce qui est mis en commun, en quelques mots.")
        one.row.refuse(one.row.column("action_title", "commitment_kind"), sentence)
    if not one.kind:
        one.kind = CommitmentKind.OTHER.value
        one.row.inform("commitment_kind", _("Nature non dite : notée « autre »."))
    if one.place and one.place.gone and one.existing is None:
        one.row.refuse("organisation_name", one.place.gone)
    for name, read, value in one.compared:
        one.row.compare(name, read, value)
    if one.adds_step:
        _check_step(one, today)
    _check_delivered(one)
    _check_act_file(one)
    if one.due_on and (one.existing is None or not one.existing.due_on):
        _check_due(one, today)


def _check_step(one: CommitmentRow, today: date) -> None:
    first = one.existing.first_on if one.existing else None
    if why := step_day_fault(one.state, one.on or today, first, today):
        one.row.refuse("since", why)
    faults = step_faults(kind=one.state, note=one.note, is_proved=bool(one.act_number))
    for name, why in faults.items():
        one.row.refuse(one.row.column(COLUMNS[name], "status"), why)


def _check_delivered(one: CommitmentRow) -> None:
    """What is delivered adds up, and nothing is added to what has ended."""
    existing_commitment, column = one.existing, "delivered_quantity"
    if one.delivered is None or (
        existing_commitment and existing_commitment.delivered == one.delivered
    ):
        return
    is_over = existing_commitment is not None and existing_commitment.state in {
        State.DELIVERED,
        State.WITHDRAWN,
    }
    if existing_commitment and (is_over or one.part is None):
        number = (
            french.number(existing_commitment.delivered)
            if existing_commitment.delivered
            else State(existing_commitment.state).label
        )
        one.row.keep(column, str(number))
        one.delivered = None
    elif (
        existing_commitment is None
        and one.state == State.DELIVERED
        and one.delivered < (one.quantity or 0)
    ):
        sentence = _(
            "C’est moins que la quantité : écrivez « promis » ou « confirmé » pour une part."
        )
        one.row.refuse(column, sentence)


def _check_act_file(one: CommitmentRow) -> None:
    """A table names a file and does not carry it."""
    if one.act_file and (one.existing is None or one.act_file != one.existing.act_file):
        sentence = _(
            "Un tableau n’apporte pas de fichier : joignez-le sur la fiche de l’engagement."
        )
        one.row.warn("act_file", sentence)


def _check_due(one: CommitmentRow, today: date) -> None:
    why = far_fault(one.due_on, today, FURTHEST_COMMITMENT_YEARS)
    if why := why or due_fault(one.on, one.due_on, one.state):
        one.row.refuse("due_on", why)
