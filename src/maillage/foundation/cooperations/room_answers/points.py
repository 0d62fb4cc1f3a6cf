"""What of the rooms waits, or comes? What their tools declare, before what they answer alone."""

from collections.abc import Sequence
from datetime import date

from maillage.core.agenda import Upcoming, Waiting, dates, waiting
from maillage.core.points import FIRST, Reader
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.spaces.readers import as_access


def what_waits(reader: Reader, today: date) -> Sequence[Waiting]:
    """What of every tool waits for this reader; one query when nothing does."""
    return waits.lines(as_access(reader), today)


def what_comes(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """What of every tool comes in the period; one query when nothing does."""
    return falls.lines(as_access(reader), first, last)


waiting.answer_for(FIRST, what_waits)
dates.answer_for(FIRST, what_comes)
