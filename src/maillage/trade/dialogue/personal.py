"""What does the dialogue know of a person?"""

from collections.abc import Sequence

from maillage.core.personal import Room, personal
from maillage.trade.dialogue.notebook.personal import export_notes, forget_notes
from maillage.trade.dialogue.personal_disputes import export_disputes, forget_disputes


@personal.answer
def dialogue_room() -> Sequence[Room]:
    """The notes tied to them or that name them, and what conflicts and compromises say."""
    return (Room(export_notes, forget_notes), Room(export_disputes, forget_disputes))
