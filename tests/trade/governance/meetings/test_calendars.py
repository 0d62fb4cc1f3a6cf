"""A meeting reads the same in any calendar; a secret address tells what its access may see."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Component

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.meetings.calendar import (
    CalendarMeeting,
    Party,
    feed,
    invitation,
    uid_of,
)
from maillage.trade.governance.meetings.queries.convened import feed_path
from maillage.trade.governance.models import CalendarFeed, Meeting
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import a_body_of, make_agenda_item, make_body, make_meeting
from tests.trade.governance.meetings.makers import make_calendar_feed

HOSTILE = (
    "Budget; eau, forêt\r\nATTENDEE:mailto:x@x.example.org\r\n 🌳 \u202etxet \\n "
    + "é" * 110
    + "\x00\x07"
)
AUTHOR, CALLED = Party("Hélène", "helene@retz.example.org"), Party("Inès", "ines@x.example.org")


def event_of(content: bytes) -> Component:
    """The one event, as a first library reads it."""
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


def titles(content: bytes) -> list[str]:
    """The titles of the events, as a second library reads them."""
    calendar = vobject.readOne(content.decode())
    return [event.summary.value for event in calendar.contents.get("vevent", [])]


def test_an_invitation_is_read_by_two_libraries(db: None) -> None:
    meeting = make_meeting(title="Budget")

    content = invitation(CalendarMeeting(meeting, ("Clé", "Dates"), "https://x/"), AUTHOR, CALLED)

    event, paris = event_of(content), ZoneInfo("Europe/Paris")
    assert Calendar.from_ical(content)["method"] == "REQUEST"
    assert event.decoded("dtstart") == datetime(2026, 12, 3, 18, 30, tzinfo=paris)
    assert event.decoded("dtend") == datetime(2026, 12, 3, 20, 30, tzinfo=paris)
    assert (str(event["uid"]), event["sequence"]) == (uid_of(meeting), 0)
    assert (str(event["organizer"]), str(event["attendee"])) == (
        "mailto:helene@retz.example.org",
        "mailto:ines@x.example.org",
    )
    assert str(event["description"]).splitlines()[1:] == ["1. Clé", "2. Dates"]
    read = vobject.readOne(content.decode()).vevent
    assert read.summary.value == "Comité de pilotage : Budget"
    assert read.dtstart.value.utcoffset() == timedelta(hours=1)


def test_the_zone_of_the_cooperation_is_the_one_of_its_meetings(db: None) -> None:
    place = make_cooperation()
    place.time_zone = "Indian/Reunion"
    place.save()

    event = event_of(invitation(CalendarMeeting(make_meeting(body=make_body(cooperation=place)))))

    assert event.decoded("dtstart").utcoffset() == timedelta(hours=4)


def test_without_hours_a_meeting_lasts_its_day(db: None) -> None:
    meeting = make_meeting(starts_at=None, ends_at=None)

    event = event_of(invitation(CalendarMeeting(meeting)))

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2026, 12, 3),
        date(2026, 12, 4),
    )


def test_a_meeting_that_moves_then_is_cancelled_stays_the_same_event(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = make_meeting(body=a_body_of(cooperation))
    first = event_of(invitation(CalendarMeeting(meeting)))
    officer.post(
        url(cooperation, "meeting_edit", meeting.pk),
        {"body": meeting.body_id, "held_on": "10/12/2026", "version": 1},
    )
    moved = event_of(invitation(CalendarMeeting(Meeting.objects.get())))
    officer.post(
        url(cooperation, "meeting_cancel", meeting.pk), {"reason": "Salle fermée", "version": 2}
    )
    content = invitation(CalendarMeeting(Meeting.objects.get()), AUTHOR, CALLED)
    gone = event_of(content)

    assert [str(one["uid"]) for one in (first, moved, gone)] == [uid_of(meeting)] * 3
    assert [one["sequence"] for one in (first, moved, gone)] == [0, 1, 2]
    assert [str(one["status"]) for one in (first, moved, gone)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert Calendar.from_ical(content)["method"] == "CANCEL"


def test_a_hostile_title_adds_nothing_to_the_calendar(db: None) -> None:
    meeting = make_meeting()
    meeting.title, meeting.place = HOSTILE, HOSTILE

    content = invitation(CalendarMeeting(meeting, (HOSTILE,)), AUTHOR, CALLED)

    event = event_of(content)
    words = f"Budget; eau, forêt ATTENDEE:mailto:x@x.example.org 🌳 txet \\n {'é' * 110}"
    assert str(event["summary"]) == f"Comité de pilotage : {words}"
    assert str(event["location"]) == words
    assert str(event["attendee"]) == "mailto:ines@x.example.org"
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert titles(content) == [f"Comité de pilotage : {words}"]


def test_the_sheet_gives_its_meeting_as_a_file(sign_in: SignIn, cooperation: Cooperation) -> None:
    meeting = make_meeting(body=a_body_of(cooperation), title="Budget")
    make_agenda_item(meeting=meeting)

    page = sign_in("observer").get(url(cooperation, "meeting_invitation", meeting.pk))

    assert (page.headers["Content-Type"], page.headers["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-store",
    )
    assert titles(page.content) == ["Comité de pilotage : Budget"]
    assert "1. Clé de répartition" in str(event_of(page.content)["description"])


def calendar_response(calendar_feed: CalendarFeed) -> tuple[int, list[str]]:
    """What a calendar without session gets at the address."""
    page = Client().get(feed_path(calendar_feed))
    return page.status_code, titles(page.content) if page.status_code == 200 else []


def test_a_feed_tells_what_its_access_may_see_and_nothing_else(access: Access) -> None:
    soon = timezone.localdate() + timedelta(days=10)
    body = a_body_of(access.cooperation)
    make_meeting(body=body, title="Budget", held_on=soon)
    body.until = soon + timedelta(days=2)
    body.save()
    make_meeting(title="Ailleurs", held_on=soon)
    observer = make_access(cooperation=access.cooperation, role="observer")

    seen = {
        one.role: calendar_response(make_calendar_feed(access=one)) for one in (access, observer)
    }

    expected = ["Comité de pilotage : Budget", "Fin de mandat : Comité de pilotage"]
    assert (seen["officer"], seen["observer"]) == ((200, expected), (200, expected))


def test_a_feed_is_kept_nowhere_and_sets_no_cookie(access: Access) -> None:
    page = Client().get(feed_path(make_calendar_feed(access=access)))

    assert (page.headers["Cache-Control"], dict(page.cookies)) == ("private, no-store", {})


def test_an_address_is_opened_changed_and_withdrawn(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    page = url(cooperation, "meeting_calendar")
    officer.post(page, {"gesture": "open"})
    first = CalendarFeed.objects.get()
    shown = officer.get(page).context["url"]
    officer.post(page, {"gesture": "open"})
    second = CalendarFeed.objects.get(revoked_at__isnull=True)
    codes = [calendar_response(CalendarFeed.objects.get(pk=one.pk))[0] for one in (first, second)]
    officer.post(page, {"gesture": "close"})

    assert shown == f"http://testserver{feed_path(first)}"
    assert codes == [410, 200]
    assert calendar_response(CalendarFeed.objects.get(pk=second.pk))[0] == 410


def test_an_access_that_ended_or_lacks_a_proof_reads_nothing(access: Access) -> None:
    calendar_feed = make_calendar_feed(access=access)
    workspace = access.cooperation.workspace
    workspace.requires_second_factor = True
    workspace.save()
    withheld = calendar_response(calendar_feed)
    workspace.requires_second_factor = False
    workspace.save()
    Access.objects.filter(pk=access.pk).update(ended_at=timezone.now())

    assert (withheld, calendar_response(calendar_feed)) == ((410, []), (410, []))


@pytest.mark.parametrize("purpose", ["agenda", "dates"])
def test_a_guessed_address_opens_nothing(access: Access, purpose: str) -> None:
    token = feed_path(make_calendar_feed(access=access)).rstrip("/").rpartition("/")[2]
    guessed = token[:-1] + ("a" if token[-1] != "a" else "b")
    wrong = guessed if purpose == "agenda" else token

    page = Client().get(reverse("cooperations:answer", args=[purpose, wrong]))

    assert page.status_code == 404


def test_nobody_else_reads_an_address(
    sign_in: SignIn, access: Access, cooperation: Cooperation
) -> None:
    calendar_feed = make_calendar_feed(access=access)

    page = sign_in("officer").get(url(cooperation, "meeting_calendar"))

    assert (page.context["feed"], feed_path(calendar_feed) in page.text) == (None, False)


def test_a_feed_of_many_meetings_is_one_calendar(db: None) -> None:
    meeting = make_meeting(starts_at=time(9))

    content = feed("Pays; de Retz", [CalendarMeeting(meeting)] * 3, [])

    assert str(Calendar.from_ical(content)["x-wr-calname"]) == "Pays; de Retz"
    assert len(titles(content)) == 3
