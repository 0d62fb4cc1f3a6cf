"""What is one row of a plan, once understood?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Facility, Public, Scheme
from maillage.trade.governance.bodies.table.places import ExistingPerson, ExistingPlace
from maillage.trade.plan.choices import ActionState, ShareRole
from maillage.trade.plan.plan_table.columns import (
    DESCRIPTION,
    DUE_ON,
    ELECTED,
    LONGEST,
    NUMBER,
    PERSON,
    PILOT,
    PRIORITY,
    PROGRESS,
    SCHEDULE,
    START_ON,
    STATUS,
    TITLE,
    WRITTEN,
)
from maillage.trade.plan.plan_table.headings import NOWHERE, Heading
from maillage.trade.stakes.models import Finding

# The values of a row, each with the columns that may tell it.
SINGLE = {
    "description": (DESCRIPTION,),
    "elected": (ELECTED,),
    "pilot_person": (PERSON,),
    "state": (STATUS, PROGRESS),
    "start_on": (START_ON, SCHEDULE),
    "due_on": (DUE_ON, SCHEDULE),
    "priority": (PRIORITY,),
    "schedule_text": (WRITTEN, SCHEDULE),
}
# What goes with a value, and is taken with it.
BESIDE = {"state": ("why", "progress"), "pilot_person": ("service",)}
JOINED = ("publics", "territories", "schemes", "facilities", "steps", "copilot_people")
STRONGEST = tuple(ShareRole)


@dataclass(frozen=True, slots=True)
class ExistingPart:
    """The open part of a structure in an action of the plan."""

    organisation: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ExistingAction:
    """An action of the plan, as the table is compared with it."""

    pk: int
    number: str
    title: str
    axis: str
    state: str
    start_on: date | None
    due_on: date | None
    texts: Mapping[str, str] = field(default_factory=dict)
    parts: Sequence[ExistingPart] = ()

    @property
    def pilots(self) -> list[ExistingPart]:
        """Its parts that carry it."""
        return [one for one in self.parts if one.role == ShareRole.PILOT]


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step as it is written, with the day by which it is due."""

    title: str
    due_on: date | None = None


@dataclass(slots=True)
class Part:
    """A structure that the row gives a part: what is written, and the one of the directory.

    One that is fresh enters the directory with the plan.
    """

    text: str
    role: str
    is_fresh: bool = False
    place: ExistingPlace | None = None
    person: ExistingPerson | None = None


@dataclass(slots=True)
class ActionRow:
    """One row of the plan, understood: what is done, by whom, for when, and where it stands.

    It `moves` the days of the action of the plan that the officer takes from the file.
    """

    row: TableRow
    number: str = ""
    axis: Heading = NOWHERE
    objective: Heading = NOWHERE
    title: str = ""
    description: str = ""
    parts: list[Part] = field(default_factory=list)
    pilot_person: str = ""
    copilot_people: list[str] = field(default_factory=list)
    service: str = ""
    elected: str = ""
    elected_person: ExistingPerson | None = None
    state: ActionState | None = None
    why: str = ""
    progress: int | None = None
    start_on: date | None = None
    due_on: date | None = None
    each_year: bool = False
    schedule_text: str = ""
    priority: str = ""
    publics: list[str] = field(default_factory=list)
    territories: list[Territory] = field(default_factory=list)
    schemes: list[Scheme] = field(default_factory=list)
    finding: Finding | None = None
    facilities: list[Facility] = field(default_factory=list)
    existing_publics: list[Public] = field(default_factory=list)
    fresh_publics: list[str] = field(default_factory=list)
    steps: list[PlannedStep] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    existing: ExistingAction | None = None
    moves: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """What makes two rows the same action: its axis and its title."""
        return folded(self.axis.title), folded(self.title)

    def structures(self, role: str) -> list[str]:
        """The structures that have this part, as they are written."""
        return [one.text for one in self.parts if one.role == role]

    @property
    def fresh_parts(self) -> list[Part]:
        """The parts that this row brings to its action, a structure once, and never a second pilot.

        A structure that has its part in the plan keeps it.
        """
        there = self.existing
        is_led = bool(there and there.pilots)
        by_key: dict[int | str, Part] = {}
        for part in self.parts:
            if (part.place or part.is_fresh) and not (is_led and part.role == ShareRole.PILOT):
                by_key.setdefault(part.place.pk if part.place else folded(part.text), part)
        taken = {one.organisation for one in there.parts} if there else set()
        return [part for key, part in by_key.items() if key not in taken]

    def differing(self, other: "ActionRow") -> list[str]:
        """The columns where another row of the same action says another pilot, day or state."""
        pilots = self.structures(ShareRole.PILOT), other.structures(ShareRole.PILOT)
        pairs = [((PILOT,), *pilots)] + [
            (columns, getattr(self, name), getattr(other, name)) for name, columns in SINGLE.items()
        ]
        differ = [columns for columns, mine, theirs in pairs if mine and theirs and mine != theirs]
        names = (
            next((one.name for one in columns if other.row.text(one.name)), "")
            for columns in differ
        )
        return list(dict.fromkeys(filter(None, names)))

    def complete_from(self, other: "ActionRow") -> None:
        """Takes what another row says of the same action: its lists join, its values fill blanks.

        A second pilot shares the lead with the first; a structure keeps the strongest of its parts.
        What the two say otherwise stays in the remarks, in the words of the other row.
        """
        left = [
            f"{other.row.headers[one]} : {other.row.text(one)}" for one in self.differing(other)
        ]
        for name in SINGLE:
            if not getattr(self, name):
                for each in (name, *BESIDE.get(name, ())):
                    setattr(self, each, getattr(self, each) or getattr(other, each))
        for name in JOINED:
            mine = getattr(self, name)
            setattr(self, name, [*mine, *(one for one in getattr(other, name) if one not in mine)])
        self.number = self.number or other.number
        self.each_year = self.each_year or other.each_year
        self.objective = self.objective if self.objective.title else other.objective
        self._join_parts(other)
        self._join_texts({**other.texts, "notes": _lines(other.texts.get("notes", ""), *left)})

    def _join_parts(self, other: "ActionRow") -> None:
        written = {folded(one.text): one for one in self.parts}
        has_pilot = bool(self.structures(ShareRole.PILOT))
        for part in other.parts:
            is_second = has_pilot and part.role == ShareRole.PILOT
            role = ShareRole.COPILOT if is_second else ShareRole(part.role)
            same = written.get(folded(part.text))
            if same is None:
                self.parts.append(replace(part, role=role))
            else:
                same.role = stronger(same.role, role)

    def _join_texts(self, texts: Mapping[str, str]) -> None:
        for key, words in texts.items():
            if joined := _lines(self.texts.get(key, ""), words):
                self.texts[key] = joined[:LONGEST]


def stronger(one: str, other: str) -> ShareRole:
    """The role that does most of the two: a pilot's before that of who contributes."""
    return min(ShareRole(one), ShareRole(other), key=STRONGEST.index)


def _lines(*texts: str) -> str:
    """These lines, each once."""
    return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines() if line))


def drop_taken_number(one: ActionRow, title: str) -> None:
    """Says that the number of a row is that of an action of this title, and takes it away."""
    sentence = _("La fiche %(number)s est déjà « %(title)s » : celle-ci reste sans numéro.")
    name = NUMBER.name if one.row.text(NUMBER.name) else TITLE.name
    one.row.suggest(name, "number_taken", sentence % {"number": one.number, "title": title})
    one.number = ""
