"""Steps and their days."""

from datetime import date, timedelta

from django.utils import timezone

from tests.links_to import pages_of

url = pages_of("plan")


def days(count: int) -> date:
    """A day, counted from today."""
    return timezone.localdate() + timedelta(days=count)
