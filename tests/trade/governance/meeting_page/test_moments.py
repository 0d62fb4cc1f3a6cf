"""Is a meeting before, during or after, by the clock of its cooperation?"""

from datetime import UTC, date, datetime, time

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.meeting_page.moments import Moment, moment_of
from maillage.trade.governance.models import Body, Meeting

BEFORE, DURING, AFTER = Moment.BEFORE, Moment.DURING, Moment.AFTER
DAY = date(2026, 12, 3)  # Paris is an hour ahead of UTC


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of December 2026, in UTC."""
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


def meeting(zone: str = "Europe/Paris", values: dict[str, object] | None = None) -> Meeting:
    """A meeting of the third of December at half past six, unsaved."""
    body = Body(cooperation=Cooperation(time_zone=zone))
    return Meeting(body=body, **{"held_on": DAY, "starts_at": time(18, 30)} | (values or {}))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(2, 20), BEFORE),
        (at(3, 16, 29), BEFORE),
        (at(3, 16, 30), DURING),  # an hour before
        (at(3, 22, 59), DURING),
        (at(3, 23), AFTER),  # midnight in Paris
        (at(9, 12), AFTER),
    ],
)
def test_the_hour_says_it(now: datetime, expected: Moment) -> None:
    assert moment_of(meeting(), now) == expected


@pytest.mark.parametrize(
    ("values", "now", "expected"),
    [
        ({"starts_at": None}, at(2, 22, 59), BEFORE),
        ({"starts_at": None}, at(2, 23), DURING),
        ({"opened_at": at(3, 9)}, at(3, 9, 1), DURING),  # opened early
        ({"opened_at": at(3, 17)}, at(4, 1), DURING),  # it goes on past midnight
        ({"opened_at": at(3, 17)}, at(4, 5), AFTER),
        ({"concluded_on": DAY}, at(3, 18), AFTER),
        ({"cancelled_on": DAY}, at(3, 18), AFTER),
    ],
)
def test_what_is_noted_says_it(values: dict[str, object], now: datetime, expected: Moment) -> None:
    assert moment_of(meeting(values=values), now) == expected


def test_the_clock_is_that_of_the_cooperation() -> None:
    there = meeting("Indian/Reunion")  # four hours ahead of UTC

    assert [moment_of(there, at(3, 13, minute)) for minute in (29, 30)] == [BEFORE, DURING]
