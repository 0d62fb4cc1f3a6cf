"""Who really weighs in a body, given its rule and the votes of each?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from math import ceil

from maillage.analysis.blocking import Blocking, blocking_groups
from maillage.analysis.double_majority import Need, double_majority_power
from maillage.analysis.majority_rules import MajorityRule, Threshold, read_rule
from maillage.analysis.sensitivity import deciding_cells
from maillage.analysis.voting_power import (
    VotingPower,
    banzhaf_swings,
    compare_power,
    power_of_swings,
    voting_power,
)
from maillage.law.majority_rules import majority_rule
from maillage.trade.governance.choices import DecisionRule

EXACT_POPULATIONS = 20
UNITS = 400
BY_ORDER = 100
DOUBLE = frozenset({DecisionRule.QUALIFIED_EPCI, DecisionRule.QUALIFIED_SYNDICATE})
ALL_AGREE = frozenset(
    {DecisionRule.CONSENSUS, DecisionRule.UNANIMITY, DecisionRule.SIMPLE_MAJORITY}
)
COUNTS_VOTES = ALL_AGREE | {DecisionRule.TWO_THIRDS, DecisionRule.WEIGHTED_SEATS, ""}


@dataclass(frozen=True, slots=True)
class Voter:
    """What votes as one: its votes, its population, the euros that it has promised."""

    key: str
    name: str
    votes: int
    population: int | None = None
    euros: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one voter weighs. Shares are of 1.

    `votes`: of all votes. `power`: of all the alliances that one voter makes winning. `swings`:
    how many it makes winning. `decides`: how often it does when the others answer at random.
    `arrives`: how often it is the one that makes the decision when all join in a random order,
    None when there are too many voters. `population`: of the population known, None when
    its own is not. `euros`: of the euros promised by all, None when nobody promised any.
    """

    voter: Voter
    votes: Fraction
    power: Fraction
    swings: int
    decides: Fraction
    arrives: Fraction | None
    population: Fraction | None
    euros: Fraction | None


@dataclass(frozen=True)
class BodyPower:
    """The power of each voter; `is_double` when councils and population count, not votes.

    `quota`: the votes needed. `lacking`: who has no known population. `is_rounded`: populations
    were rounded so that the count of alliances stays short.
    """

    lines: tuple[Weighing, ...]
    total: int
    quota: int
    is_double: bool = False
    is_rounded: bool = False
    lacking: tuple[str, ...] = ()


def quota_of_rule(rule: str, total: int) -> int:
    """The votes that the rule asks, of this total; more than half when it counts no votes.

    >>> [quota_of_rule(rule, 9) for rule in ("consensus", "two_thirds_of_composition", "")]
    [9, 6, 5]
    """
    if rule in ALL_AGREE:
        return total
    if rule == DecisionRule.TWO_THIRDS:
        return ceil(Fraction(2, 3) * total)
    return total // 2 + 1


def body_power(voters: Sequence[Voter], rule: str, quota: int | None = None) -> BodyPower:
    """The power of each voter under the rule of the body, or with a majority that one tries.

    Every alliance is counted, none is drawn at random. A qualified majority counts councils and
    populations when all are known; beyond twenty voters, populations are then rounded to the
    four hundredth of their total.
    """
    total = sum(one.votes for one in voters)
    lacking = tuple(one.name for one in voters if not one.population)
    if rule in DOUBLE and quota is None and not lacking:
        power = _of_two_majorities([one.population or 0 for one in voters], rule)
        return BodyPower(
            lines=_lines(voters, power),
            total=total,
            quota=0,
            is_double=True,
            is_rounded=len(voters) > EXACT_POPULATIONS,
        )
    needed = quota_of_rule(rule, total) if quota is None else quota
    votes = [one.votes for one in voters]
    power = voting_power(votes, needed) if len(voters) <= BY_ORDER else _swings(votes, needed)
    return BodyPower(lines=_lines(voters, power), total=total, quota=needed, lacking=lacking)


def _swings(votes: Sequence[int], needed: int) -> VotingPower:
    """The power by alliances alone, which a large assembly still gives at once."""
    return power_of_swings([[count] for count in banzhaf_swings(votes, needed)])


def _of_two_majorities(populations: Sequence[int], rule: str) -> VotingPower:
    """The power under the majorities of councils and of population that the law asks."""
    read = read_rule(majority_rule(rule).figures)
    units = _units(populations)
    totals = {"count": len(units), "population": sum(units)}
    majorities = [
        (_need(thresholds, "count", totals), _need(thresholds, "population", totals))
        for thresholds in read.alternatives
    ]
    return double_majority_power([1] * len(units), units, majorities, _required(populations, read))


def _units(populations: Sequence[int]) -> list[int]:
    """The populations, rounded beyond twenty so that the count of alliances stays short."""
    if len(populations) <= EXACT_POPULATIONS:
        return list(populations)
    total = sum(populations)
    return [max(1, round(Fraction(count * UNITS, total))) for count in populations]


def _need(thresholds: Sequence[Threshold], measure: str, totals: dict[str, int]) -> Need:
    threshold = next(one for one in thresholds if one.measure == measure)
    return Need(threshold.amount(Fraction(totals[measure])), threshold.strict)


def _required(populations: Sequence[int], rule: MajorityRule) -> list[int]:
    """The places of those without whom nothing is decided."""
    above = rule.required_above
    if above is None or not populations:
        return []
    least = above.share * sum(populations)
    large = [place for place, count in enumerate(populations) if count > least]
    if not above.only_largest:
        return large
    return [place for place in large if populations[place] == max(populations)]


def _lines(voters: Sequence[Voter], power: VotingPower) -> tuple[Weighing, ...]:
    shares = compare_power(
        [one.key for one in voters],
        power.banzhaf,
        weights=[one.votes for one in voters],
        populations=[one.population or 0 for one in voters],
        costs=[Fraction(one.euros) for one in voters],
    )
    by_order = len(voters) <= BY_ORDER
    return tuple(
        Weighing(
            voter=voter,
            votes=share.weight or Fraction(0),
            power=share.power,
            swings=swings,
            decides=decides,
            arrives=arrives if by_order else None,
            population=share.population if voter.population else None,
            euros=share.cost,
        )
        for voter, share, swings, decides, arrives in zip(
            voters,
            shares,
            power.swings,
            power.absolute_banzhaf,
            power.shapley_shubik,
            strict=True,
        )
    )


class Outcome(Enum):
    """What the positions known make of a decision: open and short are not settled."""

    OUT_OF_REACH = auto()
    UNKNOWN = auto()
    BLOCKED = auto()
    CARRIED = auto()
    OPEN = auto()
    SHORT = auto()


@dataclass(frozen=True)
class BlockingRead:
    """Who may stop a decision, and where each voter stands on it.

    `stances` gives each voter's position by place; None where nothing is known.
    """

    voters: tuple[Voter, ...]
    quota: int
    blocking: Blocking
    stances: tuple[int | None, ...]

    @property
    def outcome(self) -> Outcome:
        """Whether those who are against can stop the decision, alone or with the silent."""
        missing, everybody = self.blocking.missing, range(len(self.voters))
        if not 0 < missing <= self.votes(everybody):
            return Outcome.OUT_OF_REACH
        if len(self.silent) == len(self.voters):
            return Outcome.UNKNOWN
        if self.votes(self.against) >= missing:
            return Outcome.BLOCKED
        if self.votes(self.supporting) >= self.quota:
            return Outcome.CARRIED
        with_silent = self.votes([*self.against, *self.silent])
        return Outcome.OPEN if with_silent >= missing else Outcome.SHORT

    def votes(self, places: Sequence[int]) -> int:
        """The votes of these voters together."""
        return sum(self.voters[place].votes for place in places)

    @property
    def groups(self) -> list[tuple[int, ...]]:
        """The smallest groups that block, those with fewest who are for first."""
        supporting = set(self.supporting)
        return sorted(
            self.blocking.groups, key=lambda group: (len(supporting & set(group)), len(group))
        )

    @property
    def against(self) -> list[int]:
        """Those who are against."""
        return [place for place, one in enumerate(self.stances) if one is not None and one < 0]

    @property
    def supporting(self) -> list[int]:
        """Those who are for."""
        return [place for place, one in enumerate(self.stances) if one is not None and one > 0]

    @property
    def silent(self) -> list[int]:
        """Those of whom nothing is known."""
        return [place for place, one in enumerate(self.stances) if one is None]


def deciding_voters(read: BlockingRead, doubtful: Sequence[str]) -> list[str]:
    """The names of those whose position to confirm, alone, changes whether one can block."""
    stances = zip(read.voters, read.stances, strict=True)
    cells = {voter.key: value for voter, value in stances if value is not None}

    def outcome(left: Mapping[str, int]) -> object:
        return replace(read, stances=tuple(left.get(one.key) for one in read.voters)).outcome

    decisive = deciding_cells(cells, doubtful, lambda value: -value, outcome)
    return [one.name for one in read.voters if one.key in decisive]


def read_blocking(power: BodyPower, values: Mapping[str, int]) -> BlockingRead:
    """Whose refusals stop a decision of the body, crossed with the positions known by voter."""
    voters = tuple(line.voter for line in power.lines)
    return BlockingRead(
        voters=voters,
        quota=power.quota,
        blocking=blocking_groups([one.votes for one in voters], power.quota),
        stances=tuple(values.get(one.key) for one in voters),
    )
