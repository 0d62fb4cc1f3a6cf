"""An access opens the secret address of its calendar, and withdraws it."""

from contextlib import AbstractContextManager

from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.trade.governance.meetings.models.calendars import CalendarFeed


def open_calendar(*, access: Access) -> CalendarFeed:
    """A fresh address; the one that was open is withdrawn."""
    with _write(access):
        _withdraw(access)
        return CalendarFeed.objects.create(access=access)


def close_calendar(*, access: Access) -> None:
    """Withdraws the address: what was copied opens nothing any more."""
    with _write(access):
        _withdraw(access)


def _withdraw(access: Access) -> None:
    for feed in CalendarFeed.objects.filter(access=access, revoked_at__isnull=True):
        feed.revoked_at = timezone.now()
        feed.save()


def _write(access: Access) -> AbstractContextManager[Change]:
    return journal.write(
        access.user,
        workspace_id=access.cooperation.workspace_id,
        cooperation_id=access.cooperation_id,
        topic="calendars",
    )
