"""How does the whole game read on a day: who weighs, who depends, on how many answers?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.analysis.actor_game import InfluenceReading, Quadrant, influence_reading
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.influences.queries.readings import Pair, influences
from maillage.ground.actors.players.queries import Cast, Player, cast_on

READABLE = 0.4


@dataclass(frozen=True, slots=True)
class Placed:
    """A structure or a group, its influence and dependence (sums of levels), its power (mean 1)."""

    player: Player
    influence: float
    dependence: float
    power: float
    quadrant: Quadrant
    is_known: bool


@dataclass(slots=True)
class Tally:
    """The influences known from an actor, or on it: how many, above zero, and the strongest."""

    known: int = 0
    strong: int = 0
    strongest: int = 0

    def add(self, strength: int) -> None:
        """Count one more."""
        self.known += 1
        self.strong += strength > 0
        self.strongest = max(self.strongest, strength)


@dataclass(frozen=True, slots=True)
class Game:
    """The game on a day: who is placed, what is known, on how many places, since when.

    `acts` and `undergoes` count, for everyone of the cast, what is known from them and on them.
    """

    day: date
    cast: Cast
    strengths: Mapping[Pair, int]
    placed: tuple[Placed, ...]
    reading: InfluenceReading
    known: int
    latest: date | None
    by_number: Mapping[int, Placed]
    acts: Mapping[int, Tally]
    undergoes: Mapping[int, Tally]

    @property
    def places(self) -> int:
        """How many influences there could be between those who are placed."""
        return len(self.placed) * max(0, len(self.placed) - 1)

    @property
    def is_readable(self) -> bool:
        """Whether enough is known: under four places in ten, nothing is placed."""
        return self.reading.coverage >= READABLE

    @property
    def mean(self) -> float:
        """The mean of influences, which is that of dependences."""
        total = sum(self.reading.influence)
        return total / len(self.placed) if self.placed else 0.0

    def of(self, number: int) -> Placed | None:
        """The place of this actor."""
        return self.by_number.get(number)


_games: Remembered[Game] = Remembered()


def game_on(access: Access, day: date) -> Game:
    """The game as this reader may read it on that day, in three queries."""
    key = ("game", access.pk, access.role, day)
    return _games.of(key, access.cooperation.workspace_id, lambda: _read(access, day))


def _read(access: Access, day: date) -> Game:
    cast = cast_on(access, day)
    rows = influences(access).standing_on(day).order_by()
    standing = list(rows.values_list("actor_id", "target_id", "strength", "on"))
    strengths = {(actor, target): strength for actor, target, strength, _on in standing}
    measured = cast.measured
    numbers = [player.pk for player in measured]
    reading = influence_reading([str(pk) for pk in numbers], table_of(numbers, strengths))
    within = set(numbers)
    kept = [row for row in standing if row[0] in within and row[1] in within]
    told = {number for row in kept for number in row[:2]}
    placed = _placed(measured, reading, told)
    acts, undergoes = _tallies(cast, strengths)
    return Game(
        day=day,
        cast=cast,
        strengths=strengths,
        placed=placed,
        reading=reading,
        known=len(kept),
        latest=max((row[3] for row in kept), default=None),
        by_number={one.player.pk: one for one in placed},
        acts=acts,
        undergoes=undergoes,
    )


def _tallies(
    cast: Cast, strengths: Mapping[Pair, int]
) -> tuple[Mapping[int, Tally], Mapping[int, Tally]]:
    acts = {player.pk: Tally() for player in cast.players}
    undergoes = {player.pk: Tally() for player in cast.players}
    for (actor, target), strength in strengths.items():
        if actor in acts and target in undergoes:
            acts[actor].add(strength)
            undergoes[target].add(strength)
    return acts, undergoes


def table_of(numbers: list[int], strengths: Mapping[Pair, int]) -> list[list[int | None]]:
    """The direct influences of these actors; None where nothing is known."""
    return [
        [0 if actor == target else strengths.get((actor, target)) for target in numbers]
        for actor in numbers
    ]


def _placed(
    measured: list[Player], reading: InfluenceReading, told: set[int]
) -> tuple[Placed, ...]:
    return tuple(
        Placed(
            player=player,
            influence=reading.influence[place],
            dependence=reading.dependence[place],
            power=reading.r_star[place],
            quadrant=reading.quadrants[place],
            is_known=player.pk in told,
        )
        for place, player in enumerate(measured)
    )
