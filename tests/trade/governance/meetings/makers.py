"""Makes the secret addresses of calendars."""

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import CalendarFeed
from tests.foundation.cooperations.makers import make_access


def make_calendar_feed(*, access: Access | None = None) -> CalendarFeed:
    """The open address of an access."""
    return CalendarFeed.objects.create(access=access or make_access())
