"""Where does each actor stand by its power and its adhesion?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.analysis.actor_game import coverage
from maillage.core.drawing.plane import Point, around_mean
from maillage.ground.actors.influences.queries import READABLE, Game, Placed
from maillage.ground.actors.positions.queries import Standing
from maillage.ground.actors.subjects.models import Subject


@dataclass(frozen=True, slots=True)
class Stand:
    """A structure or a group, its adhesion (−4…+4), and on how many subjects it spoke."""

    placed: Placed
    adhesion: float
    spoken: int


@dataclass(frozen=True, slots=True)
class Stands:
    """Who spoke, who did not, and which share of what could be known is known (0…1)."""

    spoken: Sequence[Stand]
    silent: Sequence[Placed]
    coverage: float

    @property
    def is_readable(self) -> bool:
        """Whether enough positions are known to be drawn."""
        return self.coverage >= READABLE


def stands(
    game: Game, values: Mapping[tuple[int, int], int], subjects: Sequence[Subject]
) -> Stands:
    """The mean of the known positions of each actor on these subjects; silence is not zero."""
    table = [
        [values.get((one.player.pk, subject.pk)) for subject in subjects] for one in game.placed
    ]
    names = [str(one.player.pk) for one in game.placed]
    existing_coverage = coverage(names, [str(subject.pk) for subject in subjects], table)
    spoken, silent = [], []
    for one, row in zip(game.placed, table, strict=True):
        numbers = [value for value in row if value is not None]
        if numbers:
            spoken.append(Stand(one, sum(numbers) / len(numbers), len(numbers)))
        else:
            silent.append(one)
    return Stands(spoken, silent, existing_coverage.total)


def place_by_adhesion(stand: Stand, top: float) -> Point:
    """Adhesion to the right, from −4 to +4; power upwards, its mean (1) in the middle."""
    return (stand.adhesion + 4) / 8, around_mean(stand.placed.power, 1.0, max(top, 1.0))


def turns(actor: int, standing: Standing, subjects: Sequence[int]) -> bool:
    """Whether a position to confirm, reversed or removed alone, changes the side of an actor."""
    places = [(actor, subject) for subject in subjects if (actor, subject) in standing.values]
    total = sum(standing.values[place] for place in places)
    return any(
        _side(total - times * standing.values[place]) != _side(total)
        for place in places
        if place in standing.doubtful
        for times in (1, 2)
    )


def _side(total: float) -> int:
    return (total > 0) - (total < 0)
