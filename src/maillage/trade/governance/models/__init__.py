"""The records of governance."""

from maillage.trade.governance.models.attendance import Presence, StandDown
from maillage.trade.governance.models.bodies import Body, Holder, Seat
from maillage.trade.governance.models.joint_decisions import (
    Answer,
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.models.meetings import AgendaItem, Meeting

__all__ = [
    "AgendaItem",
    "Answer",
    "Body",
    "Deliberation",
    "Holder",
    "JointDecision",
    "Meeting",
    "Presence",
    "Seat",
    "StandDown",
    "TextVersion",
]
