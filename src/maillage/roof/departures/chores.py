"""Each minute: what is due to go goes, archives after a week, cooperations after their delay."""

from datetime import datetime

from django.utils import timezone

from maillage.core.chores import chores
from maillage.roof.departures.services import delete_due, tidy_archives


@chores.answer
def tidy(now: datetime) -> list[str]:
    """The archives erased, counted."""
    gone = tidy_archives(now)
    return [f"{gone} archives effacées"] if gone else []


@chores.answer
def delete(now: datetime) -> list[str]:
    """The cooperations deleted, counted."""
    gone = delete_due(timezone.localdate(now))
    return [f"{gone} coopérations supprimées"] if gone else []
