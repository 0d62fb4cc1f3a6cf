"""What does the context know of a person? Its words may name them."""

from collections.abc import Sequence

from maillage.core.personal import Room, personal
from maillage.trade.context.history.personal import forget_history, tell_history
from maillage.trade.context.personal_words import forget_words, tell_words


@personal.answer
def context_rooms() -> Sequence[Room]:
    """The relations, readings, versions of the heading and news in which they are named."""
    return (Room(tell_history, forget_history), Room(tell_words, forget_words))
