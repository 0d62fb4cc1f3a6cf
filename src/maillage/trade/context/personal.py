"""What does the context know of a person? Its words may name them."""

from collections.abc import Sequence

from maillage.core.personal import Room, personal
from maillage.trade.context.history.personal import export_history, forget_history
from maillage.trade.context.personal_words import export_words, forget_words


@personal.answer
def context_rooms() -> Sequence[Room]:
    """The relations, readings, versions of the heading and news in which they are named."""
    return (Room(export_history, forget_history), Room(export_words, forget_words))
