"""What does governance do by itself, each minute?"""

from datetime import datetime

from django.utils import timezone

from maillage.core.chores import chores
from maillage.trade.governance.services.standings import keep_aged_standings


@chores.answer
def silences_speak(now: datetime) -> list[str]:
    """Keeps where the decisions stand when a silence has spoken."""
    count = keep_aged_standings(timezone.localdate(now))
    return [f"silences : {count} décisions relues"] if count else []
