"""A zone told by rules gives, to who reads rules alone, the hours of that place."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from maillage.trade.governance.meetings.time_zones import changes, time_zone

PLACES = (
    *("Europe/Paris", "America/Miquelon", "Indian/Reunion", "America/Cayenne"),
    *("Pacific/Noumea", "Pacific/Marquesas"),
)


def rules(zone: Timezone) -> list[str]:
    """The lines of a zone that Outlook reads of each of its parts, but their offsets."""
    lines = zone.to_ical().decode().splitlines()
    return [line for line in lines if line.startswith(("BEGIN:S", "BEGIN:D", "RRULE", "DTSTART"))]


def test_paris_changes_on_the_last_sundays_of_march_and_october() -> None:
    assert rules(time_zone("Europe/Paris", 2026)) == [
        *("BEGIN:DAYLIGHT", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        *("BEGIN:STANDARD", "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ]


def test_a_place_without_summer_time_has_one_part_without_rule() -> None:
    assert rules(time_zone("Indian/Reunion", 2026)) == [
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
    ]


@pytest.mark.parametrize("place", PLACES)
def test_every_hour_of_six_years_is_that_of_the_place(place: str) -> None:
    read = time_zone(place, 2026).to_tz()
    moments = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=5 * n) for n in range(10_500)]

    assert [moment.astimezone(read).utcoffset() for moment in moments] == [
        moment.astimezone(ZoneInfo(place)).utcoffset() for moment in moments
    ]


def test_changes_tell_the_hour_before_them_and_both_offsets() -> None:
    hours = timedelta(hours=1), timedelta(hours=2)
    assert [
        (one.at.isoformat(), one.before, one.after) for one in changes("Europe/Paris", 2026)
    ] == [
        ("2026-03-29T02:00:00", *hours),
        ("2026-10-25T03:00:00", *reversed(hours)),
    ]
