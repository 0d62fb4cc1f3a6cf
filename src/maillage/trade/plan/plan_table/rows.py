"""What is one row of a plan, once understood?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Facility, Public, Scheme
from maillage.trade.governance.bodies.table.places import ExistingPerson, ExistingPlace
from maillage.trade.plan.choices import ActionState, ShareRole
from maillage.trade.plan.plan_table.columns import NUMBER, TITLE
from maillage.trade.plan.plan_table.headings import NOWHERE, Heading
from maillage.trade.stakes.models import Finding

SINGLE = (
    *("description", "elected", "pilot_person", "state", "start_on", "due_on"),
    *("priority", "schedule_text", "finding"),
)
JOINED = ("publics", "territories", "schemes", "facilities", "steps")


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
    finding: Finding | None = None
    facilities: list[Facility] = field(default_factory=list)
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

    def contradicts(self, other: "ActionRow") -> bool:
        """Whether another row of the same action says another pilot, day, state or priority."""
        return any(
            mine and theirs and mine != theirs
            for mine, theirs in (
                *((getattr(self, name), getattr(other, name)) for name in SINGLE),
                (self.structures(ShareRole.PILOT), other.structures(ShareRole.PILOT)),
            )
        )

    def complete_from(self, other: "ActionRow") -> None:
        """Takes what another row says of the same action: its lists join, its values fill blanks.

        A second pilot shares the lead with the first.
        """
        for name in SINGLE:
            setattr(self, name, getattr(self, name) or getattr(other, name))
        for name in JOINED:
            mine = getattr(self, name)
            setattr(self, name, [*mine, *(one for one in getattr(other, name) if one not in mine)])
        written = {folded(one.text) for one in self.parts}
        pilots = self.structures(ShareRole.PILOT)
        for part in other.parts:
            if folded(part.text) not in written:
                is_second = bool(pilots) and part.role == ShareRole.PILOT
                self.parts.append(replace(part, role=ShareRole.COPILOT) if is_second else part)
        self.texts = other.texts | self.texts


def drop_taken_number(one: ActionRow, title: str) -> None:
    """Says that the number of a row is that of an action of this title, and takes it away."""
    sentence = _("La fiche %(number)s est déjà « %(title)s » : celle-ci reste sans numéro.")
    name = NUMBER.name if one.row.text(NUMBER.name) else TITLE.name
    one.row.suggest(name, "number_taken", sentence % {"number": one.number, "title": title})
    one.number = ""
