"""Freshness of a reading, trend of a stage."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.maturity import (
    Freshness,
    ReadingAge,
    StageTrend,
    Trend,
    reading_age,
    stage_trend,
)

START = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("days", "freshness"),
    [
        (0, Freshness.FRESH),
        (90, Freshness.FRESH),
        (91, Freshness.AGEING),
        (180, Freshness.AGEING),
        (181, Freshness.STALE),
    ],
)
def test_freshness_at_each_edge(days: int, freshness: Freshness) -> None:
    result = reading_age(START, START + timedelta(days=days), shelf_life=180)

    assert result == ReadingAge(freshness, days, 0.5 ** (days / 180))


def test_half_of_the_trust_is_lost_after_a_shelf_life() -> None:
    assert reading_age(START, START + timedelta(days=180), 180).trust == 0.5


def test_reading_to_come_and_empty_shelf_life_are_refused() -> None:
    with pytest.raises(ValueError, match="Lecture du 29/02/2024 : date à venir"):
        reading_age(START, date(2024, 2, 28), 180)
    with pytest.raises(ValueError, match="Durée de validité : 0 jour"):
        reading_age(START, START, 0)


def test_stage_that_rises_then_holds() -> None:
    result = stage_trend(
        [(date(2025, 1, 1), 2), (date(2024, 1, 1), 0), (date(2025, 7, 1), 2), (date(2024, 7, 1), 1)]
    )

    assert result == StageTrend(Trend.RISING, result.slope, 2, date(2025, 1, 1))
    assert result.slope == pytest.approx(1.665, abs=0.01)


@pytest.mark.parametrize(
    ("last", "trend"), [(1, Trend.STEADY), (2, Trend.RISING), (0, Trend.FALLING)]
)
def test_trend_over_a_year(last: int, trend: Trend) -> None:
    assert stage_trend([(date(2025, 1, 1), 1), (date(2026, 1, 1), last)]).trend is trend


def test_one_stage_in_four_years_is_a_move() -> None:
    four_years = [(date(2022, 1, 1), 1), (date(2026, 1, 1), 2)]
    longer = [(date(2022, 1, 1), 1), (date(2026, 1, 2), 2)]

    assert stage_trend(four_years).slope == 365.25 / 1461 == 0.25
    assert stage_trend(four_years).trend is Trend.RISING
    assert stage_trend(longer).trend is Trend.STEADY


def test_one_date_or_none_has_no_trend() -> None:
    assert stage_trend([]) == StageTrend(Trend.UNKNOWN, None, None, None)
    assert stage_trend([(START, 3), (START, 4)]) == StageTrend(Trend.UNKNOWN, None, 4, START)


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 4))))
def test_order_of_writing_changes_nothing_on_distinct_dates(
    stages: list[tuple[date, int]],
) -> None:
    distinct = list(dict(stages).items())

    assert stage_trend(distinct) == stage_trend(distinct[::-1])


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 4))))
def test_mirrored_stages_have_the_mirrored_trend(stages: list[tuple[date, int]]) -> None:
    mirror = {Trend.RISING: Trend.FALLING, Trend.FALLING: Trend.RISING}
    trend = stage_trend(stages).trend

    mirrored = stage_trend([(day, 4 - stage) for day, stage in stages])

    assert mirrored.trend is mirror.get(trend, trend)
