"""What does the plan know of a person?"""

from collections.abc import Sequence

from maillage.core.personal import Room, personal
from maillage.trade.plan.actions.personal import export_actions, forget_actions


@personal.answer
def plan_room() -> Sequence[Room]:
    """The actions and the parts that name them, and what they answered or told."""
    return (Room(export_actions, forget_actions),)
