"""What does governance do by itself, each minute?"""

from datetime import datetime

from django.utils import timezone

from maillage.core.chores import chores
from maillage.trade.governance.consultations.services.consultations import close_due_consultations
from maillage.trade.governance.joint_decisions.services.standings import keep_aged_standings
from maillage.trade.governance.meetings.services.convocations import recall_meetings


@chores.answer
def silences_speak(now: datetime) -> list[str]:
    """Keeps where the decisions stand when a silence has spoken."""
    count = keep_aged_standings(timezone.localdate(now))
    return [f"silences : {count} décisions relues"] if count else []


@chores.answer
def meetings_are_recalled(now: datetime) -> list[str]:
    """Reminds those who hold a seat of the meetings of the next days."""
    count = recall_meetings(now)
    return [f"séances : {count} rappels écrits"] if count else []


@chores.answer
def consultations_close(now: datetime) -> list[str]:
    """Closes the written consultations whose last day has passed."""
    count = close_due_consultations(timezone.localdate(now))
    return [f"consultations : {count} closes"] if count else []
