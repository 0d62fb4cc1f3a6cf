"""What do the rules say of a plan? Each answers in one line, with its source; none blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.law.association_grants import Grant
from maillage.law.fonds_de_concours import Parties
from maillage.trade.funding.funding_plan.plan_readings import Amount, Cost, Sums, sums


@dataclass(frozen=True, slots=True)
class Check:
    """What one rule says of a plan: what it is about, the rest of its sentence, its source.

    `level` is empty when it is respected, else a level of `law.words`.
    """

    rule: str
    head: str
    rest: str
    source: str = ""
    note: str = ""
    level: str = ""

    @property
    def calls(self) -> bool:
        """Whether something is to be done or explained."""
        return self.level in {"alert", "attention"}


@dataclass(frozen=True, slots=True)
class Fonds:
    """A fonds de concours: who pays, in cents, and between whom; None when nobody can say.

    `missing` names the councils that have not agreed, of the joint decision that it rests on;
    None without one.
    """

    name: str
    counted: int
    parties: Parties | None
    missing: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """A line with the rate that its funder gives, in basis points, and its base in cents."""

    name: str
    counted: int
    rate_bp: int
    base: int


@dataclass(frozen=True, slots=True)
class Sourced:
    """What a plan counts of a source, in cents, beside the rules of that source.

    `base` is the cost that it may help; `used` what the cooperation counts of it in a year;
    `clashes` are the sources of this plan with which it does not add up.
    """

    name: str
    counted: int
    base: int
    rate_bp: int | None = None
    cap: int | None = None
    floor: int | None = None
    budget: int | None = None
    used: int = 0
    clashes: Sequence[str] = ()
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Detr:
    """A line under the rules of the DETR: when it was requested, when its funder received that."""

    year: int
    requested: date | None
    received: date | None
    granted: date | None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """All that the rules read of one plan."""

    owner: str
    is_local_body: bool
    costs: Sequence[Cost]
    lines: Sequence[Amount]
    situation: str = "ordinary"
    prefect_rate_bp: int | None = None
    is_overseas: bool = False
    begun_on: date | None = None
    displayed_on: date | None = None
    fonds: Sequence[Fonds] = ()
    rated: Sequence[Rated] = ()
    detr: Sequence[Detr] = ()
    grants: Sequence[Grant] = ()
    sourced: Sequence[Sourced] = ()

    @property
    def sums(self) -> Sums:
        """The investment by what the law makes of each sum."""
        return sums(self.costs, self.lines)
