"""What is the mark of a project: whose voices, how far apart, and who fits in the envelope?

A voice that lacks a mark is left out and counted; a voice that stands down is expected no more.
All is exact, and rounded once, half up. No college weighs.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any
from zlib import crc32

from maillage.analysis.priorities import Criterion as Scale
from maillage.analysis.priorities import rank_acceptability, weighted_score

FEWEST_VOICES = 3
APART = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion as it is counted: its scale, its weight, whether it eliminates."""

    number: int
    label: str
    weight: int
    top: int
    eliminates: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """What a voice says of a project: its marks by criterion, or that it stands down."""

    number: int
    values: Mapping[int, int] = field(default_factory=dict)
    stands_down: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands after its voices, the complete ones alone.

    `scores` are what they give on a hundred, the least first; `expected` voices do not stand down.
    `mean` is None under three complete voices. On the criteria `apart`, the highest mark and the
    lowest differ by three quarters of the scale or more; on those `missing`, most voices say no to
    what eliminates. `means` go from 0 to 1, by criterion. For who reads
    the means alone, `scores` and `apart` are empty, and `counted` says how many voices there are.
    """

    scores: Sequence[int]
    expected: int
    mean: Fraction | None
    apart: Collection[int]
    missing: Collection[int]
    means: Mapping[int, float]
    counted: int | None = None

    @property
    def complete(self) -> int:
        """How many voices gave all their marks."""
        return len(self.scores) if self.counted is None else self.counted

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The least and the most that a voice gives, on a hundred, where each is read."""
        return None if self.mean is None or not self.scores else (self.scores[0], self.scores[-1])

    def veiled(self) -> "Standing":
        """The same without what any voice gives, nor where they differ."""
        return replace(self, scores=(), apart=(), counted=self.complete)

    def stored(self) -> list[object]:
        """The same, as a row of the database holds it."""
        mean = None if self.mean is None else self.mean.as_integer_ratio()
        parts = (self.scores, self.expected, mean, self.apart, self.missing)
        return [*parts, list(self.means.items())]

    @classmethod
    def restored(cls, row: Sequence[Any]) -> "Standing":
        """What a row of the database holds."""
        scores, expected, mean, apart, missing, means = row
        return cls(scores, expected, Fraction(*mean) if mean else None, apart, missing, dict(means))


@dataclass(frozen=True, slots=True)
class Entrant:
    """A project to be put in order: how it stands, what it asks, when it came."""

    number: int
    standing: Standing
    wanted: int | None
    filed_on: date | None


def points(share: Fraction) -> int:
    """A share on a hundred, rounded half up.

    >>> points(Fraction(5, 8)), points(Fraction(1, 200))
    (63, 1)
    """
    return floor(100 * share + Fraction(1, 2))


def voice_score(grid: Sequence[Question], voice: Voice) -> Fraction | None:
    """What a voice gives in all, from 0 to 1; None when it lacks a mark or stands down."""
    if voice.stands_down or any(one.number not in voice.values for one in grid):
        return None
    weighed = [one for one in grid if not one.eliminates]
    if not weighed:
        return None
    scales = [Scale(one.label, 0, one.top, one.weight) for one in weighed]
    return weighted_score(scales, [voice.values[one.number] for one in weighed])


def standing(grid: Sequence[Question], voices: Sequence[Voice], expected: int) -> Standing:
    """How a project stands; `expected` is how many voices the call has."""
    scores = {one.number: score for one in voices if (score := voice_score(grid, one)) is not None}
    complete = [one for one in voices if one.number in scores]
    weighed = [one for one in grid if not one.eliminates]
    values = {one.number: [voice.values[one.number] for voice in complete] for one in grid}
    is_read = len(complete) >= FEWEST_VOICES
    return Standing(
        scores=sorted(map(points, scores.values())),
        expected=expected - sum(one.stands_down for one in voices),
        mean=mean(scores.values()) if is_read else None,
        apart=[
            one.number
            for one in weighed
            if is_read and max(values[one.number]) - min(values[one.number]) >= APART * one.top
        ],
        missing=[
            one.number
            for one in grid
            if is_read and one.eliminates and 2 * values[one.number].count(0) > len(complete)
        ],
        means={one.number: float(mean(values[one.number]) / one.top) for one in weighed if is_read},
    )


def mean(values: Iterable[Fraction | int]) -> Fraction:
    """The plain mean of these values, one at least."""
    listed = [Fraction(one) for one in values]
    return sum(listed, Fraction(0)) / len(listed)


def ordered(entrants: Iterable[Entrant]) -> list[Entrant]:
    """The best mean first, then the first that came; those that have no mean yet, last."""

    def rank(one: Entrant) -> tuple[bool, Fraction, date, int]:
        best = one.standing.mean
        return (best is None, -(best or Fraction(0)), one.filed_on or date.max, one.number)

    return sorted(entrants, key=rank)


def is_admitted(one: Entrant, least: int | None) -> bool:
    """Whether a project may be taken: it has a mean, not too low, and nothing eliminates it."""
    is_high = one.standing.mean is not None and points(one.standing.mean) >= (least or 0)
    return is_high and not one.standing.missing


def fitting(order: Sequence[Entrant], envelope: int | None, least: int | None) -> list[int] | None:
    """The numbers of those that the envelope holds, in this order, up to the first it does not.

    None when nothing says where it stops: no envelope, or a sum that is not known.
    """
    admitted = [one for one in order if is_admitted(one, least)]
    if envelope is None or any(one.wanted is None for one in admitted):
        return None
    numbers, left = list[int](), envelope
    for one in admitted:
        left -= one.wanted or 0
        if left < 0:
            break
        numbers.append(one.number)
    return numbers


@dataclass(frozen=True, slots=True)
class Ranking:
    """The projects of a call in their order, and the numbers of those that its envelope holds."""

    order: Sequence[Entrant]
    fits: Sequence[int] | None
    grid: Sequence[Question]

    @property
    def _table(self) -> list[list[float]]:
        """The means of each project that has one, by criterion that weighs, from 0 to 1."""
        weighed = [one.number for one in self.grid if not one.eliminates]
        return [
            [one.standing.means[number] for number in weighed]
            for one in self.order
            if one.standing.mean is not None
        ]

    @property
    def key(self) -> int | None:
        """What tells these draws from others; None when nobody is left out, or nobody fits."""
        table = self._table
        if not self.fits or len(self.fits) >= len(table):
            return None
        return crc32(repr((table, [one.number for one in self.order], self.fits)).encode())

    def steadiness(self) -> float:
        """The least share of the draws of weights in which one of those that fit stays so."""
        fits = self.fits or ()
        shares = rank_acceptability(self._table).first(len(fits))
        read = (one for one in self.order if one.standing.mean is not None)
        return min(share for one, share in zip(read, shares, strict=True) if one.number in fits)
