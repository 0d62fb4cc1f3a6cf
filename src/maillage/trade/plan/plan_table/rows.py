"""What is one row of a plan, once understood?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Public, Scheme
from maillage.trade.governance.bodies.table.places import ExistingPerson, ExistingPlace
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.plan_table.headings import NOWHERE, Heading


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
    """One row of the plan, understood: what is done, by whom, for when, and where it stands."""

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
    existing_publics: list[Public] = field(default_factory=list)
    fresh_publics: list[str] = field(default_factory=list)
    steps: list[PlannedStep] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    existing: ExistingAction | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What makes two rows the same action: its axis and its title."""
        return folded(self.axis.title), folded(self.title)

    def structures(self, role: str) -> list[str]:
        """The structures that have this part, as they are written."""
        return [one.text for one in self.parts if one.role == role]

    def fill_from(self, other: "ActionRow") -> None:
        """Takes what another row says of the same action, where this one says nothing."""
        for name in ("description", "elected", "state", "start_on", "due_on", "priority"):
            if not getattr(self, name):
                setattr(self, name, getattr(other, name))
        for name in ("parts", "publics", "territories", "schemes", "steps"):
            if not getattr(self, name):
                setattr(self, name, getattr(other, name))
        self.pilot_person = self.pilot_person or other.pilot_person
        self.schedule_text = self.schedule_text or other.schedule_text
        self.texts = other.texts | self.texts
