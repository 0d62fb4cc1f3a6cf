"""Meetings that come back: their rhythm, and the days corrected before they are set."""

from datetime import date, time

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.meetings.rules import next_days
from maillage.trade.governance.models import Meeting
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import a_meeting_of


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        ("fortnight", [date(2026, 12, 15), date(2026, 12, 29), date(2027, 1, 12)]),
        ("month", [date(2027, 1, 5), date(2027, 2, 2), date(2027, 3, 2)]),
        ("two_months", [date(2027, 2, 2), date(2027, 4, 6), date(2027, 6, 1)]),
        ("half_year", [date(2027, 6, 1), date(2027, 12, 7), date(2028, 6, 6)]),
    ],
)
def test_a_rhythm_keeps_the_day_of_the_week(rhythm: str, days: list[date]) -> None:
    first_tuesday = date(2026, 12, 1)

    assert next_days(first_tuesday, rhythm, 3) == days


def test_a_fifth_monday_becomes_the_last() -> None:
    assert next_days(date(2026, 11, 30), "month", 2) == [date(2026, 12, 28), date(2027, 1, 25)]


def test_a_series_is_corrected_before_it_is_set(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    page = officer.get(url(cooperation, "meeting_repeat", meeting.pk) + "?rythme=quarter")
    assert page.context["form"].initial["days"].splitlines()[:2] == ["04/03/2027", "03/06/2027"]
    days = "05/03/2027\n03/12/2026\n\n03/06/2027"

    officer.post(url(cooperation, "meeting_repeat", meeting.pk), {"days": days})

    rows = Meeting.objects.order_by("held_on").values_list("held_on", "starts_at", "place")
    assert list(rows) == [
        (day, time(18, 30), "Maison du bocage")
        for day in (date(2026, 12, 3), date(2027, 3, 5), date(2027, 6, 3))
    ]
    assert Meeting.objects.values("series").distinct().count() == 1


def test_a_wrong_line_of_a_series_is_refused(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)

    page = officer.post(
        url(cooperation, "meeting_repeat", meeting.pk), {"days": "05/03/2027\nmardi"}
    )

    assert (page.status_code, Meeting.objects.count()) == (422, 1)
    assert "« mardi » : Écrivez la date comme 30/04/2026." in plain(page.text)
