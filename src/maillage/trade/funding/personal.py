"""What does funding know of a person? Their name, where somebody wrote it."""

from collections.abc import Sequence

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.trade.funding.funding_plan.personal import forget_plans
from maillage.trade.funding.maquette.personal import forget_frozen


@personal.answer
def funding_room() -> Sequence[Room]:
    """Plans hold structures and sums: nothing is exported, a name that was typed is masked."""
    return (Room(_nothing, forget_plans), Room(_nothing, forget_frozen))


def _nothing(_reader: Reader, _somebody: Somebody) -> Sequence[Chapter]:
    return ()
