"""Who stands with whom, who faces whom, and what mobilises most?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from maillage.analysis.actor_game import (
    Alignment,
    PositionReading,
    heaviest_pairs,
    position_reading,
    two_sided_pairs,
)
from maillage.analysis.sensitivity import deciding_cells
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.influences.queries import Game, readable_game
from maillage.trade.stakes.actors.queries import ActorHead, reads_as
from maillage.trade.stakes.positions.queries.readings import Readings, readings
from maillage.trade.stakes.positions.queries.table import StakeHead, Table

MOST_PAIRS, MOST_WEIGHED = 30, 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors: on how many stakes they take the same side, or opposite ones, and how strongly.

    `convergence` and `divergence` are of order 2: the mean strength of both positions, summed.
    `spoken` counts the stakes on which both took a position, be it neutral.
    """

    first: int
    second: int
    same: int
    opposed: int
    convergence: float
    divergence: float
    spoken: int

    @property
    def net(self) -> float:
        """Above 0 they stand together, below they face each other."""
        return self.convergence - self.divergence


@dataclass(frozen=True, slots=True)
class Mobilised:
    """A stake: what is engaged for it, against it (as a positive sum), and in all."""

    stake: StakeHead
    supporting: float
    against: float
    total: float


@dataclass(frozen=True)
class Convergences:
    """Actors who have spoken, their pairs, and the stakes by what they mobilise.

    `closest` stand together most, `farthest` face each other most, thirty pairs at most of each;
    `widest` is the strongest net distance of all. `weighed` are the pairs whose agreement carries
    most power (order 3), None while the reader may not read who weighs, or too little is known.
    `divided` are the pairs that agree on a stake and disagree on another. `days` are those on which
    what is read was noted.
    """

    actors: Sequence[ActorHead]
    signs: PositionReading
    strengths: PositionReading
    mobilised: Sequence[Mobilised]
    closest: Sequence[Pair]
    farthest: Sequence[Pair]
    widest: float
    weighed: Sequence[Pair] | None
    divided: Sequence[Alignment]
    labels: Sequence[str]
    days: Sequence[date]
    spoken: Sequence[frozenset[int]]

    @property
    def main(self) -> list[Pair]:
        """The pairs of which the reading speaks: the closest, then the farthest."""
        return [*self.closest[:1], *self.farthest[:1]]

    def pair(self, first: int, second: int) -> Pair:
        """The pair of the actors at these places."""
        return _pair(self.signs, self.strengths, self.spoken, first, second)


_convergences_cache: Remembered[Convergences] = Remembered(100)


def convergences(access: Access) -> Convergences:
    """What the positions that this reader sees make of pairs; read again after a change only."""
    return _convergences_cache.of(
        reads_as(access),
        access.cooperation.workspace_id,
        lambda: read_convergences(readings(access), readable_game(access)),
    )


def read_convergences(read: Readings, game: Game | None = None) -> Convergences:
    """What the positions of a table make of pairs; who weighs is read in the game, if any."""
    spoke = {actor for actor, _subject in read.table.spoken}
    actors = [one for one in read.table.actors if one.pk in spoke]
    names, keys = [one.name for one in actors], [str(one.pk) for one in read.table.stakes]
    cells = [read.table.row(one) for one in actors]
    powers = _powers(game, actors) if game else [1.0] * len(names)
    signs, strengths, weighed = position_reading(names, keys, cells, powers)
    heaviest = heaviest_pairs(weighed, MOST_WEIGHED) if game else None
    mobilised = [
        Mobilised(stake, supporting, abs(against), total)
        for stake, supporting, against, total in zip(
            read.table.stakes,
            strengths.supporting,
            strengths.against,
            strengths.subject_mobilisation,
            strict=True,
        )
    ]
    ranked = sorted(mobilised, key=lambda one: -one.total)
    closest, farthest = _ends(strengths)
    spoken = [
        frozenset(place for place, value in enumerate(row) if value is not None) for row in cells
    ]
    pair = partial(_pair, signs, strengths, spoken)
    return Convergences(
        actors=actors,
        signs=signs,
        strengths=strengths,
        mobilised=[one for one in ranked if one.total],
        closest=[pair(*one) for one in closest],
        farthest=[pair(*one) for one in farthest],
        weighed=None if heaviest is None else [pair(*one) for one in heaviest],
        divided=two_sided_pairs(strengths)[:MOST_PAIRS],
        labels=[stake.label for stake in read.table.stakes],
        days=sorted({*read.table.days, *(game.days if game else ())}),
        spoken=spoken,
        widest=max((abs(net) for row in strengths.net_distances for net in row), default=0.0),
    )


def _powers(game: Game, actors: Sequence[ActorHead]) -> list[float]:
    """The power of each actor (R*, mean 1), none for a person."""
    placed = [game.of(one.pk) for one in actors]
    return [one.power if one else 0.0 for one in placed]


def _ends(strengths: PositionReading) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs of the greatest net distances, and of the smallest."""
    pairs = [
        (net, first, second)
        for first, row in enumerate(strengths.net_distances)
        for second, net in enumerate(row)
        if first < second and net
    ]
    pairs.sort(key=lambda one: -one[0])
    together = [(first, second) for net, first, second in pairs[:MOST_PAIRS] if net > 0]
    apart = [(first, second) for net, first, second in pairs[::-1][:MOST_PAIRS] if net < 0]
    return together, apart


def _pair(
    signs: PositionReading,
    strengths: PositionReading,
    spoken: Sequence[frozenset[int]],
    first: int,
    second: int,
) -> Pair:
    return Pair(
        first,
        second,
        int(signs.convergences[first][second]),
        int(signs.divergences[first][second]),
        strengths.convergences[first][second],
        strengths.divergences[first][second],
        len(spoken[first] & spoken[second]),
    )


def deciding_actors(table: Table, result: Convergences, pair: Pair) -> list[str]:
    """Those of a pair whose position to confirm, alone, would end or turn what they share."""
    ends = result.actors[pair.first], result.actors[pair.second]
    cells = {
        (actor.pk, stake.subject_id): value
        for actor in ends
        for stake in table.stakes
        if (value := table.value(actor, stake)) is not None
    }
    doubtful = [place for place in cells if table.spoken[place].is_doubtful]

    def side(left: Mapping[tuple[int, int], int]) -> int:
        net = sum(
            (abs(one) + abs(other)) * (1 if one * other > 0 else -1)
            for stake in table.stakes
            if (one := left.get((ends[0].pk, stake.subject_id), 0))
            and (other := left.get((ends[1].pk, stake.subject_id), 0))
        )
        return (net > 0) - (net < 0)

    decisive = {actor for actor, _s in deciding_cells(cells, doubtful, lambda value: -value, side)}
    return [one.name for one in ends if one.pk in decisive]
