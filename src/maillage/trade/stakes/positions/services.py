"""What an actor wants is added to what was known of it, and taken back when it was wrong."""

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.models import Position, Source
from maillage.ground.actors.readings.services import Seen, record_reading, withdraw_reading
from maillage.trade.stakes.positions.queries.table import positions
from maillage.trade.stakes.writing import POSITIONS


def record_position(*, access: Access, position: Position, source: Source, last: int) -> Position:
    """The position, after the others of its cell.

    Raises RivalReadingError when another one came after number `last`, PersonReadingError and
    SecondHandError.
    """
    return record_reading(
        author=access.user,
        reading=position,
        source=source,
        seen=Seen(positions(access), last),
        topic=POSITIONS,
    )


def withdraw_position(*, access: Access, position: Position) -> Position:
    """The position, taken back: it stays in the history of its cell."""
    return withdraw_reading(author=access.user, reading=position, topic=POSITIONS)
