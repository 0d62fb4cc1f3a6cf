"""What the dialogue keeps: notes, conflicts, compromises."""

from maillage.trade.dialogue.models.compromises import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from maillage.trade.dialogue.models.conflicts import Conflict, ConflictHeat, Party
from maillage.trade.dialogue.models.notes import Note, NoteLink

__all__ = [
    "Compromise",
    "CompromiseOption",
    "CompromiseParty",
    "Conflict",
    "ConflictHeat",
    "Note",
    "NoteLink",
    "OptionAnswer",
    "Party",
]
