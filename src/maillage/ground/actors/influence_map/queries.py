"""Where does each actor stand by its power and its adhesion, and on which subjects?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from maillage.analysis.actor_game import (
    Pressure,
    coverage,
    is_near_mean,
    possible_quadrants,
    who_can_press,
)
from maillage.analysis.sensitivity import deciding_cells
from maillage.core.agenda import Agenda
from maillage.core.drawing.labels import Point
from maillage.core.drawing.plane import around_mean
from maillage.ground.actors.influences.queries import READABLE, Game, Placed
from maillage.ground.actors.positions.queries import Cell, Standing
from maillage.ground.actors.subjects.models import Subject

DIVIDED = 0.5


@dataclass(frozen=True, slots=True)
class Stand:
    """A structure or a group, its adhesion (−4…+4), on how many of the subjects it spoke.

    `against` and `favours` count those on which it is against and for, which a mean may hide.
    """

    placed: Placed
    adhesion: float
    spoken: int
    subjects: int
    against: int = 0
    favours: int = 0

    @property
    def side(self) -> int:
        """1 for, −1 against, 0 when it is divided or neutral."""
        return 0 if abs(self.adhesion) < DIVIDED else (1 if self.adhesion > 0 else -1)

    @property
    def is_mixed(self) -> bool:
        """Whether it is against on a subject at least, and not by the mean."""
        return self.side >= 0 and self.against > 0

    @property
    def is_split(self) -> bool:
        """Whether it is for on a subject at least, and against on another."""
        return self.against > 0 and self.favours > 0

    @property
    def is_thin(self) -> bool:
        """Whether it spoke on too few of the subjects for its mean to be firm."""
        return self.spoken < READABLE * self.subjects


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


def stands(game: Game, values: Mapping[Cell, int], subjects: Sequence[Subject]) -> Stands:
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
            spoken.append(_stand(one, numbers, len(subjects)))
        else:
            silent.append(one)
    return Stands(spoken, silent, existing_coverage.total)


def _stand(one: Placed, numbers: Sequence[int], subjects: int) -> Stand:
    mean, against = sum(numbers) / len(numbers), sum(value < 0 for value in numbers)
    favours = sum(value > 0 for value in numbers)
    return Stand(one, mean, len(numbers), subjects, against, favours)


def doubtful_stands(game: Game, standing: Standing, subjects: Sequence[Subject]) -> list[Placed]:
    """Those of whom one position to confirm, reversed or removed alone, changes what is read."""
    return [one for one in game.placed if _is_turned(one, standing, [one.pk for one in subjects])]


def _is_turned(one: Placed, standing: Standing, subjects: Sequence[int]) -> bool:
    cells = {
        place: standing.values[place]
        for place in ((one.player.pk, subject) for subject in subjects)
        if place in standing.values
    }

    def read(left: Mapping[Cell, int]) -> object:
        if not left:
            return None
        stand = _stand(one, list(left.values()), len(subjects))
        facing = [place for place, value in left.items() if value < 0]
        against = facing if weighs(one) else stand.is_mixed
        return stand.side, stand.is_thin, against

    doubtful = [place for place in cells if place in standing.doubtful]
    return bool(deciding_cells(cells, doubtful, lambda value: -value, read))


def place_by_adhesion(stand: Stand, top: float) -> Point:
    """Adhesion to the right, from −4 to +4; power upwards, its mean (1) in the middle."""
    return (stand.adhesion + 4) / 8, around_mean(stand.placed.power, 1.0, max(top, 1.0))


NEXT, ALL = "seance", "tous"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which subjects a plane shows: those of a meeting to come, one alone, or all."""

    key: str
    subjects: Sequence[Subject]
    agenda: Agenda | None = None

    @property
    def alone(self) -> Subject | None:
        """The only subject shown, when it was chosen by its name."""
        return self.subjects[0] if self.key not in {NEXT, ALL} else None


def scope(typed: str, offered: Sequence[Subject], spoken: set[int], agenda: Agenda | None) -> Scope:
    """The subjects asked for; by default those of the next meeting, if there is one, else all.

    All means those on which somebody spoke; a meeting shows its silent subjects too.
    """
    every = [one for one in offered if one.pk in spoken]
    if chosen := [one for one in offered if str(one.pk) == typed]:
        return Scope(typed, chosen)
    if agenda and typed != ALL:
        return Scope(NEXT, [one for one in offered if one.pk in agenda.subjects], agenda)
    return Scope(ALL, every)


@dataclass(frozen=True, slots=True)
class Opposition:
    """What those who weigh want: the subjects on which one at least is against, and by whom.

    `heavy` are all those who weigh, `partial` those of them who did not speak on every subject.
    """

    subjects: int
    heavy: Sequence[str]
    against: Sequence[tuple[str, Sequence[str]]]
    partial: Sequence[str]
    spoken: int


def weighs(one: Placed) -> bool:
    """Whether its power is clearly above the mean, which is 1."""
    return one.power > 1 and not is_near_mean(one.power, 1.0)


def opposition(game: Game, values: Mapping[Cell, int], subjects: Sequence[Subject]) -> Opposition:
    """Subject by subject, those who weigh and are against; a mean would hide them."""
    heavy = sorted((one for one in game.placed if weighs(one)), key=lambda one: -one.power)
    against = [
        (subject.label, names)
        for subject in subjects
        if (
            names := [
                one.player.name for one in heavy if values.get((one.player.pk, subject.pk), 0) < 0
            ]
        )
    ]
    counts = [sum((one.player.pk, subject.pk) in values for subject in subjects) for one in heavy]
    return Opposition(
        subjects=len(subjects),
        heavy=[one.player.name for one in heavy],
        against=against,
        partial=[
            one.player.name
            for one, count in zip(heavy, counts, strict=True)
            if count < len(subjects)
        ],
        spoken=sum(counts),
    )


def pressures_on(game: Game, actor: int) -> list[Pressure]:
    """Who can act on an actor, by name, the best placed first; nobody when it is not placed."""
    if game.of(actor) is None:
        return []
    names = {str(one.player.pk): one.player.name for one in game.placed}
    pressures = who_can_press(game.reading, str(actor))
    return [replace(one, other=names[one.other]) for one in pressures]


def has_left_zone(then: Placed, now: Placed, mean: float) -> bool:
    """Whether an actor cannot be any more in a zone where it may have been."""
    zones = possible_quadrants(now.influence, now.dependence, mean)
    return not set(possible_quadrants(then.influence, then.dependence, mean)) & set(zones)
