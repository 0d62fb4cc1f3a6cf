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
from maillage.trade.governance.models.minutes import Decision, ItemNote, NoteVariant
from maillage.trade.governance.models.records import Amendment

__all__ = [
    "AgendaItem",
    "Amendment",
    "Answer",
    "Body",
    "Decision",
    "Deliberation",
    "Holder",
    "ItemNote",
    "JointDecision",
    "Meeting",
    "NoteVariant",
    "Presence",
    "Seat",
    "StandDown",
    "TextVersion",
]
