"""Where do steps, waits and blocks name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable, each_line
from maillage.trade.plan.steps.models import (
    ActionBlocker,
    ActionStep,
    Dependency,
    SlipAcknowledgement,
)

ERASABLES = (
    Erasable(ActionStep, "action", ("title", "announced_by"), way=each_line),
    Erasable(Dependency, "after_action", ("why",)),
    Erasable(ActionBlocker, "action", ("what", "who", "lifted_how"), way=each_line),
    Erasable(SlipAcknowledgement, "dependency__after_action", ("note",)),
)


def forget_steps(somebody: Somebody) -> None:
    """Their name wherever a step, a wait or a block is written of."""
    for one in ERASABLES:
        one.erase(somebody)
