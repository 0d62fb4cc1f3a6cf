from datetime import date

import pytest

from maillage.core.timeline import Line, Span, Timeline
from maillage.core.timeline.period import Period, Tick, read_period, ticks

TODAY = date(2026, 11, 25)
HISTORY = Timeline(
    "Histoire",
    "histoire",
    "Relation",
    "Ce qui fut",
    "Une à une",
    [Line("Charte", spans=(Span(date(2014, 5, 2), date(2020, 6, 1), "au terme"),))],
)


def test_whole_period_goes_from_the_first_day_to_today() -> None:
    period = read_period(HISTORY, {}, TODAY)

    assert (period.start, period.end) == (date(2014, 1, 1), date(2027, 1, 1))
    assert (period.before, period.after) == ("", "")


def test_zoom_is_centred_on_a_day_and_moves() -> None:
    period = read_period(HISTORY, {"periode": "trois-mois", "au": "2020-03-15", "q": "a"}, TODAY)

    assert (period.start, period.end) == (date(2020, 1, 29), date(2020, 4, 30))
    assert period.after == "?q=a&periode=trois-mois&au=2020-04-30"


@pytest.mark.parametrize("au", ["", "hier", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_day_that_does_not_exist_gives_today(au: str) -> None:
    period = read_period(HISTORY, {"periode": "un-an", "au": au}, TODAY)

    assert period == read_period(HISTORY, {"periode": "un-an", "au": "2026-11-25"}, TODAY)


def test_hairlines_are_years_months_or_weeks() -> None:
    years = ticks(Period(date(2014, 1, 1), date(2027, 1, 1), "tout"))
    months = ticks(Period(date(2026, 5, 20), date(2026, 11, 1), "un-an"))
    weeks = ticks(Period(date(2026, 11, 1), date(2026, 11, 30), "trois-mois"))

    assert years[:3] == [
        Tick(date(2014, 1, 1), "2014"),
        Tick(date(2015, 1, 1), ""),
        Tick(date(2016, 1, 1), "2016"),
    ]
    assert [tick.label for tick in months] == [
        *("juin", "juill.", "août", "sept.", "oct.", "nov."),
    ]
    assert [tick.on.day for tick in weeks] == [2, 9, 16, 23, 30]
