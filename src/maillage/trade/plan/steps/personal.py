"""Where do steps, waits and blocks name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, each_line, erasing
from maillage.trade.plan.steps.models import (
    ActionBlocker,
    ActionStep,
    Dependency,
    SlipAcknowledgement,
)

# Their name wherever a step, a wait or a block is written of.
forget_steps = erasing(
    Erasable(ActionStep, "action", ("title", "announced_by"), way=each_line),
    Erasable(Dependency, "after_action", ("why",)),
    Erasable(ActionBlocker, "action", ("what", "who", "lifted_how"), way=each_line),
    Erasable(SlipAcknowledgement, "dependency__after_action", ("note",)),
)
