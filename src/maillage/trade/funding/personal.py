"""What does funding know of a person? Their name, where somebody wrote it."""

from collections.abc import Sequence

from maillage.core.personal import Room, nothing_exported, personal
from maillage.trade.funding.contributions.personal import forget_contributions
from maillage.trade.funding.cost_keys.personal import forget_keys
from maillage.trade.funding.funding_plan.personal import forget_plans
from maillage.trade.funding.funding_sources.personal import forget_sources
from maillage.trade.funding.maquette.personal import forget_frozen


@personal.answer
def funding_room() -> Sequence[Room]:
    """Plans hold structures and sums: nothing is exported, a name that was typed is masked."""
    rooms = (forget_plans, forget_frozen, forget_keys, forget_contributions, forget_sources)
    return tuple(Room(nothing_exported, one) for one in rooms)
