"""What do the costs and the lines of a plan say together: what is missing, sure, awaited?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from maillage.trade.funding.choices import (
    GONE,
    SURE,
    SUREST_FIRST,
    LineKind,
    MoneyState,
    MoneyStatus,
    Section,
)


class Cost(NamedTuple):
    """A cost as readings see it, in cents."""

    section: str
    year: int
    cents: int
    spent: int = 0
    label: str = ""


class Amount(NamedTuple):
    """A line as readings see it: its funder's short name, what counts of it, in cents."""

    name: str
    section: str
    year: int
    kind: str
    status: str
    state: str
    counted: int
    paid: int = 0
    granted: int | None = None
    is_remainder: bool = False
    reads_rest: bool = True

    @property
    def is_own(self) -> bool:
        """Whether the owner of the plan pays it itself."""
        return self.kind == LineKind.OWN

    @property
    def awaits_answer(self) -> bool:
        """Whether somebody is to say yes or no: neither the owner, nor those who pay to use."""
        return bool(self.awaited) and self.kind not in {LineKind.OWN, LineKind.REVENUE}

    @property
    def sure(self) -> int:
        """What is granted of what counts."""
        return sure_of(self.state, self.counted, self.granted, is_remainder=self.is_remainder)

    @property
    def awaited(self) -> int:
        """What somebody has still to say yes to."""
        return 0 if self.state in GONE else self.counted - self.sure


def sure_of(state: str, counted: int, granted: int | None, *, is_remainder: bool) -> int:
    """What is granted of what counts; of a remainder, no more than what was voted for it."""
    if state not in SURE:
        return 0
    return min(granted or 0, counted) if is_remainder else counted


@dataclass(frozen=True, slots=True)
class Balance:
    """A section of a plan, in cents: `gap` is what is missing, below zero what is too much.

    `awaited` are the lines that wait, the most advanced first. `gaps` is the gap of each year
    where each year has to stand alone, as an operating budget does.
    """

    cost: int
    counted: int
    sure: int
    gap: int
    awaited: Sequence[Amount]
    gaps: Sequence[tuple[int, int]] = ()

    @property
    def awaited_cents(self) -> int:
        """What waits for a yes."""
        return sum(one.awaited for one in self.awaited)

    @property
    def is_balanced(self) -> bool:
        """Whether what is counted is just what it costs, each year where years stand alone."""
        return self.cost > 0 and self.gap == 0 and not any(gap for _year, gap in self.gaps)


def balance(section: str, costs: Iterable[Cost], lines: Iterable[Amount]) -> Balance:
    """What this section of a plan lacks: over all its years, and year by year when operating.

    Grants of an investment belong to the year of their act, while works last.
    """
    spent: dict[int, int] = defaultdict(int)
    counted: dict[int, int] = defaultdict(int)
    sure, awaited = 0, []
    for cost in costs:
        if cost.section == section:
            spent[cost.year] += cost.cents
    for one in lines:
        if one.section == section:
            counted[one.year] += one.counted
            sure += (of_line := one.sure)
            if one.counted != of_line and one.awaited:
                awaited.append(one)
    return balance_of_years(section, spent, counted, sure, sorted(awaited, key=_rank))


def balance_of_years(
    section: str,
    costs: Mapping[int, int],
    counted: Mapping[int, int],
    sure: int,
    awaited: Sequence[Amount] = (),
) -> Balance:
    """The same of what a section costs and counts each year, in cents; no line named or those."""
    cost, whole = sum(costs.values()), sum(counted.values())
    gaps = [
        (year, gap)
        for year in (sorted({*costs, *counted}) if section == Section.OPERATING else ())
        if (gap := costs.get(year, 0) - counted.get(year, 0))
    ]
    return Balance(cost, whole, sure, cost - whole, awaited, gaps)


def _rank(one: Amount) -> tuple[bool, int, int]:
    return one.is_own, SUREST_FIRST.index(MoneyState(one.state)), -one.awaited


@dataclass(frozen=True, slots=True)
class Sums:
    """The investment of a plan by what the law makes of each sum, in cents."""

    cost: int
    own: int
    public: int
    doubtful: int
    private: int
    fonds: int

    @property
    def others(self) -> int:
        """What all but the owner pay."""
        return self.public + self.doubtful + self.private

    @property
    def subsidies(self) -> int:
        """What others pay, the fonds de concours left out."""
        return self.others - self.fonds


def sums(costs: Iterable[Cost], lines: Iterable[Amount]) -> Sums:
    """The investment over all its years; a fonds de concours is public money."""
    rows = [one for one in lines if one.section == Section.INVESTMENT]
    others = [one for one in rows if not one.is_own]
    return Sums(
        cost=sum(one.cents for one in costs if one.section == Section.INVESTMENT),
        own=sum(one.counted for one in rows if one.is_own),
        public=_of(others, MoneyStatus.PUBLIC),
        doubtful=_of(others, MoneyStatus.TO_VERIFY),
        private=_of(others, MoneyStatus.PRIVATE),
        fonds=sum(one.counted for one in others if one.kind == LineKind.FONDS_DE_CONCOURS),
    )


def _of(lines: Sequence[Amount], status: str) -> int:
    return sum(one.counted for one in lines if one.status == status)


def if_refused(costs: Iterable[Cost], lines: Sequence[Amount]) -> list[Amount]:
    """These lines if each that waits were refused: the remainder of a section takes its part.

    Own money that waits for its vote is no refusal to fear; it stays.
    """
    costs = list(costs)
    refused = [
        one._replace(counted=0, state=MoneyState.REFUSED) if one.awaits_answer else one
        for one in lines
    ]
    return [
        one._replace(counted=_rest(one, costs, refused)) if one.is_remainder else one
        for one in refused
    ]


def as_read(costs: Sequence[Cost], lines: Sequence[Amount]) -> Sequence[Amount]:
    """These lines of a plan: a remainder whose rest is not read counts what was voted, no more.

    What it truly takes is what lines that are not read leave: it would say their amounts.
    """
    if all(one.reads_rest for one in lines if one.is_remainder):
        return lines
    return [
        one._replace(counted=min(one.granted or 0, _rest(one, costs, lines)))
        if one.is_remainder and not one.reads_rest
        else one
        for one in lines
    ]


def _rest(line: Amount, costs: Sequence[Cost], lines: Sequence[Amount]) -> int:
    """What a remainder takes: over all years of an investment, of its year when operating."""
    by_year = line.section == Section.OPERATING

    def counts(one: Cost | Amount) -> bool:
        return one.section == line.section and (not by_year or one.year == line.year)

    cost = sum(one.cents for one in costs if counts(one))
    return max(cost - sum(o.counted for o in lines if counts(o) and not o.is_remainder), 0)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a funder will pay once it is asked for: the year, in cents."""

    year: int
    cents: int


@dataclass(frozen=True, slots=True)
class Advance:
    """What the owner has put forward at the end of a year, in cents.

    `spent` and `received` make it up: `noted` of the one is spent already, `claimed` of the other
    is still to come. `owed` is what was granted beyond what was received.
    """

    year: int
    advanced: int
    spent: int
    received: int
    owed: int
    noted: int = 0
    claimed: int = 0


def advances(
    section: str,
    costs: Iterable[Cost],
    lines: Iterable[Amount],
    claims: Sequence[Claim],
    this_year: int,
) -> list[Advance]:
    """What the owner has put forward at the end of each year, from this one on.

    Costs of the past count as spent, those ahead as planned; others pay what they paid, then
    what is claimed by the end of the year. Who has not said yes owes nothing.
    """
    costs = [one for one in costs if one.section == section]
    others = [one for one in lines if one.section == section and not one.is_own]
    paid, granted = sum(one.paid for one in others), sum(one.sure for one in others)
    years = {one.year for one in costs if one.year >= this_year} | {one.year for one in claims}
    rows = []
    for year in sorted({this_year, *years}) if costs else []:
        spent = sum(
            one.spent if one.year < this_year else one.cents for one in costs if one.year <= year
        )
        claimed = sum(one.cents for one in claims if one.year <= year)
        received = paid + claimed
        rows.append(
            Advance(
                year=year,
                advanced=max(spent - received, 0),
                spent=spent,
                received=received,
                owed=max(granted - received, 0),
                noted=sum(one.spent for one in costs if one.year <= year),
                claimed=claimed,
            )
        )
    return rows


def highest(rows: Sequence[Advance]) -> Advance | None:
    """The year in which the most is put forward, the first of equals; None for none."""
    return max(rows, key=lambda one: (one.advanced, -one.year), default=None)
