"""Meetings are set, convened, held or cancelled; their agenda is kept in order."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from uuid import uuid4

from maillage.core.versions import ClosedError, check_is_open, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.trade.governance.meetings.models import AgendaItem, Meeting


def add_meeting(*, author: User, meeting: Meeting) -> Meeting:
    """The meeting, planned, without agenda yet."""
    with write_meeting(author, meeting):
        meeting.save()
    return meeting


def edit_meeting(*, author: User, meeting: Meeting, read: int) -> Meeting:
    """The meeting with its changes; StaleVersionError when version `read` is not the last."""
    with write_meeting(author, meeting):
        claim_version(meeting, read)
        meeting.save()
    return meeting


def repeat_meeting(*, author: User, meeting: Meeting, days: Iterable[date]) -> list[Meeting]:
    """A meeting of the same body, hours and place on each day, all of one series.

    A day on which the body meets already is left as it is.
    """
    with _write_body(author, meeting):
        if not meeting.series and not meeting.is_locked:
            meeting.series = uuid4().hex
            meeting.save()
        taken = set(
            Meeting.objects.filter(body=meeting.body_id, cancelled_on__isnull=True).values_list(
                "held_on", flat=True
            )
        )
        return [_repeated(meeting, day) for day in sorted(set(days) - taken)]


def _repeated(meeting: Meeting, day: date) -> Meeting:
    return Meeting.objects.create(
        body=meeting.body,
        title=meeting.title,
        held_on=day,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        link=meeting.link,
        series=meeting.series,
    )


def convene(*, author: User, meeting: Meeting, read: int, on: date) -> Meeting:
    """The meeting, convened that day; StaleVersionError when version `read` is not the last."""
    meeting.convened_on = on
    return edit_meeting(author=author, meeting=meeting, read=read)


def conclude(*, author: User, meeting: Meeting, read: int, on: date) -> Meeting:
    """The meeting, said to be held that day; StaleVersionError as above."""
    meeting.concluded_on = on
    return edit_meeting(author=author, meeting=meeting, read=read)


def open_meeting(*, author: User, meeting: Meeting, now: datetime) -> Meeting:
    """The meeting, begun at this moment; opened twice, the first moment stands.

    Raises ClosedError once it is held, or cancelled.
    """
    with write_meeting(author, meeting):
        meeting.refresh_from_db()
        if not meeting.is_open:
            raise ClosedError(meeting)
        if meeting.opened_at is None:
            claim_version(meeting, meeting.version)
            meeting.opened_at = now
            meeting.save()
    return meeting


def cancel(*, author: User, meeting: Meeting, read: int, on: date, reason: str) -> Meeting:
    """The meeting, cancelled that day for this reason; StaleVersionError as above."""
    meeting.cancelled_on, meeting.cancelled_for = on, reason
    return edit_meeting(author=author, meeting=meeting, read=read)


def add_item(*, author: User, item: AgendaItem) -> AgendaItem:
    """The item, at its place in the agenda; those after it go down by one."""
    with write_meeting(author, item.meeting):
        item.save()
        _order(item)
    return item


def edit_item(*, author: User, item: AgendaItem, read: int) -> AgendaItem:
    """The item with its changes; StaleVersionError when version `read` is not the last."""
    with write_meeting(author, item.meeting):
        claim_version(item, read)
        item.save()
        _order(item)
    return item


def remove_item(*, author: User, item: AgendaItem) -> None:
    """Takes the item off the agenda; those after it go up by one."""
    with write_meeting(author, item.meeting):
        meeting = item.meeting
        item.delete()
        _number(AgendaItem.objects.filter(meeting=meeting))


def _order(placed: AgendaItem) -> None:
    """Gives each item its number, this one being where its rank says, or last."""
    others = list(AgendaItem.objects.filter(meeting=placed.meeting_id).exclude(pk=placed.pk))
    others.insert(placed.rank - 1, placed)
    _number(others)


def _number(items: Iterable[AgendaItem]) -> None:
    for rank, item in enumerate(items, start=1):
        if item.rank != rank:
            item.rank = rank
            item.save(update_fields=["rank"])


@contextmanager
def write_meeting(author: User, meeting: Meeting) -> Iterator[Change]:
    """The write of anything about this meeting; ClosedError once its record is validated."""
    with _write_body(author, meeting) as change:
        check_is_open(meeting)
        yield change


def _write_body(author: User, meeting: Meeting) -> AbstractContextManager[Change]:
    return journal.write_in(author, meeting.body.cooperation, "meetings")
