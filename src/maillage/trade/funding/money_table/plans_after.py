"""What would a plan have once the questions of a table are answered?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.money import euros_words
from maillage.trade.funding.choices import GONE, MoneyState, Section
from maillage.trade.funding.funding_plan.models import FundingLine
from maillage.trade.funding.money_table.plans_there import PlanThere
from maillage.trade.funding.money_table.rows import LineRead, Steps


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer adds to what pays a plan, and to what it costs, in cents."""

    paid: int = 0
    cost: int = 0

    def total(self) -> int:
        """By how much it makes a plan longer, on its two sides."""
        return self.paid + self.cost

    def __add__(self, other: "Effect") -> "Effect":
        return Effect(self.paid + other.paid, self.cost + other.cost)


def added(lines: Sequence[LineRead]) -> Effect:
    """What these lines would add: nothing for those that are refused."""
    return Effect(sum(one.most for one in lines if not one.ended))


def stepped(line: FundingLine, steps: Steps) -> Effect:
    """What these steps of a line would add to what it counts."""
    counted, granted = line.counted_cents, line.granted_cents
    for state, cents in steps:
        if state in GONE:
            counted = 0
        elif state != MoneyState.PAID:
            counted = cents or 0
            granted = counted if state == MoneyState.GRANTED else granted
        elif granted is None:  # money that came without an act was granted for as much
            counted = (line.paid_cents or 0) + (cents or 0)
    return Effect(counted - line.counted_cents)


def after_words(there: PlanThere, effect: Effect) -> str:
    """« 442 000 € pour 250 000 € de dépenses » where they differ; else nothing.

    Nothing either for a plan without a cost or without money, and where the rest of each year
    follows the others.
    """
    has_rest = any(one.is_remainder for one in there.lines)
    cost = there.cost + effect.cost
    fixed = (one.counted_cents for one in there.lines if not one.is_remainder)
    paid = sum(fixed) + effect.paid
    paid = max(paid, cost) if has_rest else paid
    is_unclear = has_rest and there.section != Section.INVESTMENT
    if is_unclear or paid == cost or not (paid and cost):
        return ""
    words = _("%(paid)s pour %(cost)s de dépenses")
    return words % {"paid": euros_words(paid), "cost": euros_words(cost)}
