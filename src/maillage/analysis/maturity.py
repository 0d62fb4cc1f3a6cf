"""Is this reading still fresh, and does this stage move?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from statistics import median

DAYS_PER_YEAR = 365.25
STEADY_SLOPE = 0.25


class Freshness(StrEnum):
    """How far a reading can still be relied upon."""

    FRESH = "à jour"
    AGEING = "à rafraîchir"
    STALE = "périmée"


@dataclass(frozen=True)
class ReadingAge:
    """Age of a reading in days, and the trust left in it, from 1 (today) towards 0."""

    freshness: Freshness
    days: int
    trust: float


class Trend(StrEnum):
    """Where a stage is heading."""

    RISING = "progresse"
    STEADY = "stable"
    FALLING = "recule"
    UNKNOWN = "inconnue"


@dataclass(frozen=True)
class StageTrend:
    """Trend of a stage; `slope` is in stages per year, `None` with fewer than two dates.

    `stage` is the last one known and `since` the date from which it has been held.
    """

    trend: Trend
    slope: float | None
    stage: int | None
    since: date | None


def reading_age(seen_on: date, today: date, shelf_life: int) -> ReadingAge:
    """Freshness of a reading made on a date, for a shelf life in days.

    Trust is 0.5 ^ (days / shelf life): half of it is lost after each shelf life. A reading is
    fresh up to half of its shelf life, ageing up to its end, stale beyond: these steps are ours.

    En clair : « Une position recueillie il y a longtemps se vérifie avant de s’en servir. »

    >>> reading_age(date(2026, 1, 1), date(2026, 1, 31), 60)
    ReadingAge(freshness=<Freshness.FRESH: 'à jour'>, days=30, trust=0.7071067811865476)
    >>> reading_age(date(2026, 1, 1), date(2026, 3, 3), 60).freshness.value
    'périmée'

    Raises ValueError for a date to come or a shelf life under one day.
    """
    days = (today - seen_on).days
    if days < 0:
        raise ValueError(
            f"Lecture du {seen_on:%d/%m/%Y} : date à venir. "
            "Règle : une lecture est datée d’aujourd’hui au plus tard."
        )
    if shelf_life < 1:
        raise ValueError(
            f"Durée de validité : {shelf_life} jour. Règle : une durée est d’un jour au moins."
        )
    return ReadingAge(_freshness(days, shelf_life), days, 0.5 ** (days / shelf_life))


def stage_trend(stages: Sequence[tuple[date, int]]) -> StageTrend:
    """Trend of a stage recorded at several dates (numbers rise with adhesion or maturity).

    The slope is the median of the slopes between all pairs of dates (Theil-Sen), which one odd
    reading does not tip. Rising and falling start at one stage in four years. On a same date the
    last one written counts.

    En clair : « La structure avance-t-elle, et depuis quand en est-elle là ? »

    >>> rising = stage_trend([(date(2024, 1, 1), 0), (date(2025, 1, 1), 1), (date(2026, 1, 1), 3)])
    >>> rising.trend.value, rising.stage, rising.since
    ('progresse', 3, datetime.date(2026, 1, 1))
    >>> stage_trend([(date(2026, 1, 1), 2)]).trend.value
    'inconnue'
    >>> stage_trend([]).stage is None
    True

    Reference: P. K. Sen, *Estimates of the regression coefficient based on Kendall's tau*,
    Journal of the American Statistical Association 63 (1968).
    """
    pairs = sorted(dict(stages).items())
    if not pairs:
        return StageTrend(Trend.UNKNOWN, None, None, None)
    slope = _slope(pairs)
    return StageTrend(_trend(slope), slope, pairs[-1][1], _stable_since(pairs))


def _freshness(days: int, shelf_life: int) -> Freshness:
    if 2 * days <= shelf_life:
        return Freshness.FRESH
    return Freshness.AGEING if days <= shelf_life else Freshness.STALE


def _slope(pairs: list[tuple[date, int]]) -> float | None:
    slopes = [
        (last - first) * DAYS_PER_YEAR / (end - start).days
        for (start, first), (end, last) in combinations(pairs, 2)
    ]
    return median(slopes) if slopes else None


def _trend(slope: float | None) -> Trend:
    if slope is None:
        return Trend.UNKNOWN
    if abs(slope) < STEADY_SLOPE:
        return Trend.STEADY
    return Trend.RISING if slope > 0 else Trend.FALLING


def _stable_since(pairs: list[tuple[date, int]]) -> date:
    since, stage = pairs[-1]
    for day, earlier in reversed(pairs):
        if earlier != stage:
            break
        since = day
    return since
