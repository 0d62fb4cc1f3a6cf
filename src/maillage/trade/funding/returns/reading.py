"""Which return does the address ask for, and what does it hold for this reader?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from maillage.core.numbers import read_number
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.funding_plan.models import LATEST_YEAR, OLDEST_YEAR, FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.sheet import plan_sheet
from maillage.trade.funding.funding_plan.rules.checks import Check
from maillage.trade.funding.returns.caf_part import CafPart
from maillage.trade.funding.returns.cooperation_part import CooperationPart
from maillage.trade.funding.returns.filled import Filled, fill
from maillage.trade.funding.returns.kinds import OFFICERS, Return, Row, returns
from maillage.trade.funding.returns.plan_part import PlanPart

Rows = Mapping[str, Callable[[], Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The return, the plan and the year that are asked for; what is not one of them is none."""

    form: Return | None
    plan: FundingPlan | None
    year: int


def returns_for(access: Access) -> list[Return]:
    """The returns that this reader may make."""
    return [one for one in returns() if one.may != OFFICERS or access.is_officer]


def plans_of(access: Access) -> list[FundingPlan]:
    """The plans that a return may be made of, those of posts left out: a reader opens each."""
    return list(readable.plans(access).filter(post__isnull=True).order_by("pk"))


def wanted(access: Access, typed: QueryDict, plans: Sequence[FundingPlan], year: int) -> Wanted:
    """What the address asks for; `year` where it says none."""
    form = next((one for one in returns_for(access) if one.key == typed.get("retour")), None)
    plan = next((one for one in plans if str(one.pk) == typed.get("plan")), None)
    typed_year = read_number(typed.get("annee", ""), digits=4)
    is_year = typed_year is not None and OLDEST_YEAR <= typed_year <= LATEST_YEAR
    return Wanted(form, plan, typed_year if typed_year is not None and is_year else year)


def filled_return(access: Access, choice: Wanted) -> tuple[Filled, list[Check]] | None:
    """The return with what is lacking, and what the rules say; None while it lacks its plan."""
    form = choice.form
    if form is None or (form.is_of_plan and choice.plan is None):
        return None
    if form.is_of_plan and choice.plan is not None:
        sheet = plan_sheet(access, choice.plan)
        part = PlanPart(access.cooperation.slug, sheet, form, choice.year)
        return fill(form, part.rows, choice.year), part.checks
    whole: CooperationPart = (
        CafPart(access, choice.year)
        if form.may == OFFICERS
        else CooperationPart(access, choice.year)
    )
    return fill(form, whole.rows, choice.year), []
