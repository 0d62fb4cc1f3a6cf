"""Which of its three moments is a meeting in: before, during, after?"""

from datetime import datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from maillage.trade.governance.meetings.models import Meeting

EARLY = timedelta(hours=1)  # people take their seats before the hour
NIGHT = time(6)  # one that was opened goes on past midnight


class Moment(Enum):
    """Where a meeting is, by the clock of its cooperation."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


def moment_of(meeting: Meeting, now: datetime) -> Moment:
    """Before, until an hour before it begins; during, its whole day; after, once it is over.

    One that was opened lasts through the night; one held or cancelled is over at once.
    """
    local = local_time(meeting, now)
    if not meeting.is_open:
        return Moment.AFTER
    if local.date() > meeting.held_on:
        morning = datetime.combine(meeting.held_on + timedelta(days=1), NIGHT, local.tzinfo)
        return Moment.DURING if meeting.opened_at and local < morning else Moment.AFTER
    begins = datetime.combine(meeting.held_on, meeting.starts_at or time.min, local.tzinfo)
    early = EARLY if meeting.starts_at else timedelta()
    is_begun = meeting.opened_at is not None or local >= begins - early
    return Moment.DURING if is_begun and local.date() == meeting.held_on else Moment.BEFORE


def local_time(meeting: Meeting, now: datetime) -> datetime:
    """The moment on the clocks of its cooperation."""
    return now.astimezone(ZoneInfo(meeting.body.cooperation.time_zone))
