"""What does the dialogue know of a person?"""

from collections.abc import Sequence

from maillage.core.personal import Room, personal
from maillage.trade.dialogue.notebook.personal import forget_notes, tell_notes
from maillage.trade.dialogue.personal_disputes import forget_disputes, tell_disputes


@personal.answer
def dialogue_room() -> Sequence[Room]:
    """The notes tied to them or that name them, and what conflicts and compromises say."""
    return (Room(tell_notes, forget_notes), Room(tell_disputes, forget_disputes))
