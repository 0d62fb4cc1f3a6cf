"""What does funding know of a person? Their name, where somebody wrote it."""

from collections.abc import Sequence

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.trade.funding.funding_plan.personal import forget_plans


@personal.answer
def funding_room() -> Sequence[Room]:
    """Plans hold structures and sums: nothing is exported, a name that was typed is masked."""
    return (Room(_nothing, forget_plans),)


def _nothing(_reader: Reader, _somebody: Somebody) -> Sequence[Chapter]:
    return ()
