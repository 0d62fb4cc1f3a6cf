"""How many people can one row carry, and which columns speak of each?"""

import re
from dataclasses import dataclass, field, replace

from maillage.foundation.exchange.cleaning.names import NameOrder
from maillage.foundation.exchange.tables.columns import Column, role_of_column
from maillage.foundation.exchange.tables.groups import Group, function_in_header
from maillage.foundation.exchange.vocabulary.words import function_words, header_key, singular_key

WHOLE_NAMES = frozenset(
    {"person_name", "elected_name", "technician_name", "titulaire_name", "suppleant_name"}
)
NAME_FIELDS = WHOLE_NAMES | {"family_name", "given_name", "civility"}
PERSON_FIELDS = frozenset(
    {
        "second_given_name",
        "function",
        "mandate",
        "email",
        "email_secondary",
        "phone",
        "mobile",
        "contact_details",
    }
)
ROW_FIELDS = frozenset(
    {"since", "until", "informed_on", "titulaire_suppleant", "elected_or_technician", "voice",
     "notes", "theme", "skills", "availability", "fte", "department", "presence_status",
     "last_contact_on", "contact_source", "body", "college", "successor", "workplace"}
)  # fmt: skip
# « Réf. PLUi » above people is who follows it.
_REFERENT = re.compile(r"^r[ée]f\b\.?", re.IGNORECASE)
_TERMS = frozenset({"since", "until"})
_ORGANISATION_TWINS = {
    "email": "email_organisation",
    "email_secondary": "email_organisation",
    "phone": "phone_organisation",
    "mobile": "phone_organisation",
    "contact_details": "contact_details",
}


@dataclass(slots=True)
class Slot:
    """One place for people in a row: its role, its default function, its columns by field."""

    number: int
    role: str | None = None
    label: str = ""
    function: str | None = None
    order: NameOrder = NameOrder.UNKNOWN
    group: Group | None = None
    rank: int | None = None
    columns: dict[str, list[int]] = field(default_factory=dict)

    def name_columns(self) -> list[int]:
        return [number for name in NAME_FIELDS for number in self.columns.get(name, [])]

    @property
    def has_whole_name(self) -> bool:
        return bool(WHOLE_NAMES & self.columns.keys())

    @property
    def family_columns(self) -> list[int]:
        """Where the family name stands: its own column, or a name beside a given name."""
        if "family_name" in self.columns:
            return self.columns["family_name"]
        return [n for name in sorted(WHOLE_NAMES) for n in self.columns.get(name, [])]


def with_slots(columns: list[Column]) -> list[Column]:
    """The columns, each with the number of the person it speaks of."""
    builder = _SlotBuilder()
    placed = [builder.place(column) for column in columns]
    return _with_own_terms([builder.settle(column) for column in placed])


def _with_own_terms(columns: list[Column]) -> list[Column]:
    """« Partant, fin | Arrivant, début »: each of several people has the term at their right.

    The function that stands before them all is that of each.
    """
    names = [column for column in columns if column.slot and column.field in NAME_FIELDS]
    slot_by_number = {column.number: column.slot for column in names}
    terms = [c for c in columns if c.field in _TERMS and c.number - 1 in slot_by_number]
    if len({slot_by_number[column.number - 1] for column in terms}) < 2:
        return columns
    first = min(slot_by_number)
    shared = [c for c in columns if c.field == "function" and c.number < first]
    own = {column.number: slot_by_number[column.number - 1] for column in terms}
    own |= {column.number: 0 for column in shared}
    return [replace(column, slot=own.get(column.number, column.slot)) for column in columns]


def slots_of(columns: list[Column]) -> list[Slot]:
    """The slots of placed columns."""
    slots: dict[int, Slot] = {}
    for column in columns:
        if column.slot:
            slot = slots.setdefault(column.slot, Slot(column.slot))
            slot.columns.setdefault(column.field, []).append(column.number)
            _describe(slot, column)
    return [slot for _, slot in sorted(slots.items()) if slot.name_columns()]


def _describe(slot: Slot, column: Column) -> None:
    if column.field not in NAME_FIELDS:
        return
    slot.role = slot.role or role_of_column(column)
    header = spelled_out(column.header)
    slot.label = slot.label or (column.group.text if column.group else header)
    titled = header if column.field in WHOLE_NAMES or _names_an_office(column) else ""
    above = column.group.text if column.group else ""
    slot.function = slot.function or function_in_header(titled) or function_in_header(above)
    slot.group = slot.group or column.group
    if slot.order is NameOrder.UNKNOWN:
        slot.order = _order_of(column.header)


def spelled_out(header: str) -> str:
    """A header above people, its first word whole.

    >>> spelled_out("Réf. PLUi")
    'Référent PLUi'
    """
    return _REFERENT.sub("Référent", header)


def _names_an_office(column: Column) -> bool:
    """« NomMaire » beside « PrenomMaire »: a family name, whose header tells the office too."""
    return column.field == "family_name" and role_of_column(column) == "élu"


def _order_of(header: str) -> NameOrder:
    words = [word for word in singular_key(header).split() if word in {"nom", "prenom"}]
    if len(set(words)) < 2:
        return NameOrder.UNKNOWN
    first = words[0]
    return NameOrder.FAMILY_FIRST if first == "nom" else NameOrder.GIVEN_FIRST


class _SlotBuilder:
    """Walks the columns from left to right and opens a slot at each new name."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self._early: list[int] = []
        self._organisation_seen = False

    def place(self, column: Column) -> Column:
        if column.field in {"organisation_name", "commune"}:
            self._organisation_seen = True
        if column.field in NAME_FIELDS:
            return self._into(self._name_slot(column), column)
        if column.field in PERSON_FIELDS:
            return self._place_attribute(column)
        if column.field in ROW_FIELDS and self._in_role_group(column):
            return self._into(self.slots[-1], column)
        return column

    def settle(self, column: Column) -> Column:
        """A person's column met before any name joins the first slot, or the structure."""
        if column.slot or column.field not in PERSON_FIELDS or column.number not in self._early:
            return column
        twin = _ORGANISATION_TWINS.get(column.field)
        first = self.slots[0] if self.slots else None
        if first and not (self._repeated(first, column) and twin):
            first.columns.setdefault(column.field, []).append(column.number)
            return replace(column, slot=first.number)
        return replace(column, field=twin or column.field)

    def _repeated(self, slot: Slot, column: Column) -> bool:
        kinds = {"phone": {"phone", "mobile"}, "email": {"email"}}.get(column.field, set())
        return bool(kinds & slot.columns.keys())

    def _into(self, slot: Slot, column: Column) -> Column:
        slot.columns.setdefault(column.field, []).append(column.number)
        return replace(column, slot=slot.number)

    def _name_slot(self, column: Column) -> Slot:
        current = self.slots[-1] if self.slots else None
        if current and not self._opens(current, column):
            return current
        slot = Slot(len(self.slots) + 1, group=column.group, rank=column.rank)
        slot.role = role_of_column(column)
        slot.label = spelled_out(column.header)
        self.slots.append(slot)
        return slot

    def _opens(self, current: Slot, column: Column) -> bool:
        if column.group != current.group and role_of_column(column) != current.role:
            return True
        if column.field in WHOLE_NAMES:
            return bool(current.columns.keys() & (WHOLE_NAMES | {"family_name", "given_name"}))
        if column.field == "civility":
            shown_after = _touches(current, column) or _under_same_group(current, column)
            return bool(current.columns.keys() & NAME_FIELDS) and not (
                "civility" not in current.columns and shown_after
            )
        if column.field == "given_name" and len(current.name_columns()) == 1:
            return column.field in current.columns
        return column.field in current.columns or current.has_whole_name

    def _place_attribute(self, column: Column) -> Column:
        slot = self._ranked(column) or self._by_header(column)
        if slot:
            return self._into(slot, column)
        if column.group and column.group.is_structure:
            return replace(column, field=_ORGANISATION_TWINS.get(column.field, column.field))
        if not self.slots:
            self._early.append(column.number)
            return column
        return self._into(self.slots[-1], column)

    def _ranked(self, column: Column) -> Slot | None:
        if column.rank is None:
            return None
        return next((slot for slot in self.slots if slot.rank == column.rank), None)

    def _by_header(self, column: Column) -> Slot | None:
        """The slot whose header shares most words with what this one adds: « Mail technicien »."""
        rest = column.rest.split()
        words = {word for word in rest if len(word) > 2 or word in function_words()}
        if column.field == "mobile" and not column.rest:
            words |= set(header_key(column.header).split()[1:])
        shared = [len(words & set(singular_key(slot.label).split())) for slot in self.slots]
        return self.slots[shared.index(max(shared))] if any(shared) else None

    def _in_role_group(self, column: Column) -> bool:
        """Whether a column is of the last group alone, where one cannot see that it has ended."""
        if not self.slots or len({slot.group for slot in self.slots}) < 2:
            return False
        group, last = column.group, self.slots[-1].group
        if group is None or group != last:
            return False
        others = [slot for slot in self.slots if slot.group != last]
        return not group.is_open or any(column.field in slot.columns for slot in others)


def _under_same_group(slot: Slot, column: Column) -> bool:
    return column.group is not None and column.group == slot.group


def _touches(slot: Slot, column: Column) -> bool:
    """A civility written just after the name it qualifies."""
    return (
        max(number for numbers in slot.columns.values() for number in numbers) == column.number - 1
    )
