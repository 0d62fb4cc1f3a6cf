"""How does a meeting read in a calendar: an invitation, a cancellation, a feed?

What people typed is put on one line, without the marks that turn the direction of a text; the
library escapes it and folds the lines (RFC 5545).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.time_zones import time_zone

if TYPE_CHECKING:
    from icalendar import Component, Event

PRODUCT = "-//Maillage//Maillage//FR"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
READ_AGAIN = timedelta(hours=6)  # how long a calendar may keep what it read of a feed
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@dataclass(frozen=True)
class Party:
    """Somebody whom an invitation names: who convenes, or who is convened."""

    name: str
    email: str


@dataclass(frozen=True)
class CalendarMeeting:
    """A meeting as a calendar tells it, with what its agenda says and where its page is."""

    meeting: Meeting
    points: Sequence[str] = ()
    url: str = ""


def uid_of(meeting: Meeting) -> str:
    """What makes an event the same from its invitation to its cancellation, in any calendar."""
    place = meeting.body.cooperation
    return str(
        uuid5(NAMESPACE_URL, f"maillage:{place.created_at.timestamp()}:{place.pk}:{meeting.pk}")
    )


def invitation(
    shown_event: CalendarMeeting, organizer: Party | None = None, attendee: Party | None = None
) -> bytes:
    """The invitation of one meeting, or its cancellation when it is cancelled (RFC 5546)."""
    from icalendar import vCalAddress

    method = CANCEL if shown_event.meeting.cancelled_on else REQUEST if attendee else PUBLISH
    event = _event(shown_event)
    if organizer:
        address = vCalAddress(f"mailto:{organizer.email}")
        address.params["CN"] = _line(organizer.name)
        event.add("organizer", address)
    if attendee:
        address = vCalAddress(f"mailto:{attendee.email}")
        address.params["CN"] = _line(attendee.name)
        event.add("attendee", address)
    return _calendar(method, [event])


def feed(name: str, meetings: Sequence[CalendarMeeting], dates: Sequence[Upcoming]) -> bytes:
    """The meetings and the other dates that one reader may see, for a calendar that subscribes."""
    return _calendar(
        PUBLISH, [_event(one) for one in meetings] + [_day(one) for one in dates], name
    )


def _calendar(method: str, events: Sequence[object], name: str = "") -> bytes:
    from icalendar import Calendar, Component, vDuration

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", _line(name))
        calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(READ_AGAIN))
    components = [event for event in events if isinstance(event, Component)]
    for key in sorted(_zones(components)):
        calendar.add_component(time_zone(key, datetime.now(UTC).year))
    for component in components:
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _zones(components: Sequence["Component"]) -> set[str]:
    """The zones in which these events tell their hours."""
    moments = [one.get(name) for one in components for name in ("dtstart", "dtend")]
    zones = {getattr(moment.dt, "tzinfo", None) for moment in moments if moment is not None}
    return {zone.key for zone in zones if isinstance(zone, ZoneInfo)}


def _event(shown_event: CalendarMeeting) -> "Event":
    from icalendar import Event

    meeting = shown_event.meeting
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.version - 1)
    event.add("dtstamp", datetime.now(UTC))
    event.add("summary", _line(_title(meeting)))
    for name, value in _hours(meeting):
        event.add(name, value)
    if meeting.place or meeting.link:
        event.add("location", _line(meeting.place or meeting.link))
    event.add("description", _description(shown_event))
    if shown_event.url:
        event.add("url", shown_event.url)
    event.add("status", "CANCELLED" if meeting.cancelled_on else "CONFIRMED")
    return event


def _title(meeting: Meeting) -> str:
    return f"{meeting.body} : {meeting.title}" if meeting.title else str(meeting.body)


def _hours(meeting: Meeting) -> list[tuple[str, date]]:
    """From when to when, in the time zone of the cooperation; the whole day without hours."""
    if meeting.starts_at is None:
        return [("dtstart", meeting.held_on), ("dtend", meeting.held_on + timedelta(days=1))]
    starts = ("dtstart", _at(meeting, meeting.starts_at))
    return [starts, ("dtend", _at(meeting, meeting.ends_at))] if meeting.ends_at else [starts]


def _at(meeting: Meeting, hour: time) -> datetime:
    zone = ZoneInfo(meeting.body.cooperation.time_zone)
    return datetime.combine(meeting.held_on, hour, zone)


def _description(event: CalendarMeeting) -> str:
    meeting = event.meeting
    parts = [_line(meeting.body.cooperation.name)]
    if meeting.cancelled_on:
        parts.append(_("Annulée : %(why)s") % {"why": _line(meeting.cancelled_for)})
    parts += [f"{number}. {_line(point)}" for number, point in enumerate(event.points, start=1)]
    if meeting.link:
        parts.append(_line(meeting.link))
    return "\n".join(parts)


def _day(upcoming: Upcoming) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{upcoming.url}#{upcoming.label}")))
    event.add("dtstamp", datetime.now(UTC))
    event.add("summary", _line(upcoming.label))
    event.add("dtstart", upcoming.on)
    event.add("dtend", upcoming.on + timedelta(days=1))
    event.add("description", _line(upcoming.reason))
    event.add("url", upcoming.url)
    return event


def _line(text: str) -> str:
    """The text on one line, without control characters nor marks of direction."""
    seen = TURNING.sub("", " ".join(text.split()))
    return "".join(one for one in seen if unicodedata.category(one) != "Cc")
