"""What the dialogue keeps: notes, conflicts, compromises."""

from maillage.trade.dialogue.compromises.models import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party
from maillage.trade.dialogue.notebook.models import Note, NoteLink
