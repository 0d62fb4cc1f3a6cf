"""Each minute: archives are erased after their week, and those that a stop cut are said so."""

from datetime import datetime

from maillage.core.chores import chores
from maillage.roof.departures.services.archives import tidy_archives


@chores.answer
def tidy(now: datetime) -> list[str]:
    """The archives erased, counted."""
    gone = tidy_archives(now)
    return [f"{gone} archives effacées"] if gone else []
