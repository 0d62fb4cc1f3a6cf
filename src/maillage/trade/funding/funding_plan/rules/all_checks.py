"""Which rules speak of this plan today, those that call first?"""

from datetime import date

from maillage.trade.funding.funding_plan.rules.calendar import calendar_checks
from maillage.trade.funding.funding_plan.rules.checks import Check, PlanFacts
from maillage.trade.funding.funding_plan.rules.shares import share_checks
from maillage.trade.funding.funding_plan.rules.sources import source_checks


def checks(facts: PlanFacts, today: date) -> list[Check]:
    """What every rule that applies says, in the order of the plan."""
    return [*share_checks(facts), *source_checks(facts), *calendar_checks(facts, today)]
