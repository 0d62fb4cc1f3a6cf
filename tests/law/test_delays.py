"""Legal delays end on the day that the texts say."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import maillage.law
from maillage.law.delays import (
    days_after,
    is_public_holiday,
    last_day_of_month,
    latest_start,
    months_after,
    next_working_day,
    previous_working_day,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
MONTHS = st.integers(1, 24)


def run_python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(Path(maillage.law.__path__[0]).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 0, date(2026, 12, 15)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 1, 1), -1, date(2026, 12, 1)),
    ],
)
def test_months_run_to_the_same_numbered_day(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end


@given(DAYS, MONTHS)
def test_latest_start_is_the_last_one_in_time(end: date, months: int) -> None:
    start = latest_start(end, months)

    assert months_after(start, months) <= end
    assert months_after(days_after(start, 0), months) > end


@given(DAYS, st.sampled_from([None, "57", "67", "971", "2A"]))
def test_next_working_day_is_the_first_one(day: date, department: str | None) -> None:
    result = next_working_day(day, department)

    assert result >= day
    assert result.weekday() < 5
    assert not is_public_holiday(result, department)


@pytest.mark.parametrize(
    ("day", "department", "holiday"),
    [
        (date(2027, 3, 26), None, False),
        (date(2027, 3, 26), "57", True),
        (date(2027, 12, 26), "68", True),
        (date(2027, 12, 20), "974", True),
        (date(2027, 12, 20), "35", False),
        (date(2027, 5, 17), None, True),
        (date(2027, 7, 14), "973", True),
    ],
)
def test_feasts_depend_on_the_department(day: date, department: str | None, holiday: bool) -> None:
    assert is_public_holiday(day, department) == holiday


def test_last_day_of_february_follows_the_year() -> None:
    assert last_day_of_month(2027, 2) == date(2027, 2, 28)
    assert last_day_of_month(2028, 2) == date(2028, 2, 29)


def test_three_clear_days_leave_three_days_between() -> None:
    assert days_after(date(2026, 12, 10), 3) == date(2026, 12, 14)


def test_counting_calendar_days_loads_no_holidays() -> None:
    code = (
        "import sys, datetime; from maillage.law import cases, clear_days;"
        "clear_days.clear_days(datetime.date(2026, 12, 7), days_by_hand=3);"
        "print('holidays' in sys.modules, 'django' in sys.modules)"
    )

    assert run_python(code) == "False False"


@pytest.mark.parametrize(
    ("day", "department", "before"),
    [
        (date(2026, 12, 4), None, date(2026, 12, 4)),
        (date(2026, 12, 5), None, date(2026, 12, 4)),
        (date(2026, 11, 11), None, date(2026, 11, 10)),
        (date(2026, 12, 26), "67", date(2026, 12, 24)),
        (date(2027, 1, 1), None, date(2026, 12, 31)),
    ],
)
def test_previous_working_day_is_the_last_one(
    day: date, department: str | None, before: date
) -> None:
    assert previous_working_day(day, department) == before
