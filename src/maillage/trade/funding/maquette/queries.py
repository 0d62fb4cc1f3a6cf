"""Which sums of the operations does a reader read, as they are today?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.choices import WIDEST_FIRST, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import WITHOUT_FUNDER, LineKind, PlanRule, Section, SourceKind
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.plan_readings import Cost
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.alerts import alerts
from maillage.trade.funding.funding_plan.queries.sheet import short_name, short_names
from maillage.trade.funding.funding_plan.rules.checks import Check
from maillage.trade.funding.maquette.readings import Entry, Operation
from maillage.trade.plan.models import Objective

OF_OWNERS = _("Autofinancement")
OF_USERS = _("Usagers, mécénat")


class ReadLine(NamedTuple):
    """What is read of a line."""

    plan: int
    section: str
    year: int
    kind: str
    funder: int | None
    receiver: int | None
    label: str
    state: str
    level: str
    is_remainder: bool
    reads_requests: bool
    reads_rest: bool
    expected: int | None
    requested: int | None
    granted: int | None
    paid: int | None
    counted: int
    source_kind: str | None


LINE = (
    *("plan", "section", "year", "kind", "funder", "beneficiary", "label", "state", "visibility"),
    *("is_remainder", "reads_requests", "reads_rest", "expected_cents", "requested_cents"),
    *("granted_cents", "paid_cents", "counted_cents", "source__kind"),
)
Names = Mapping[int, str]


def entries(access: Access) -> list[Entry]:
    """What each operation costs and who pays it, as this reader reads it; four queries.

    The plan of a post is no operation. Of a line whose requests the reader does not read, what is
    sure alone counts.
    """
    rows = readable.plans(access).filter(post__isnull=True)
    plans = rows.select_related("action__objective__parent__parent", "owner")
    heads = {one.pk: _head(one) for one in plans}
    costs = readable.costs(access).filter(plan__post__isnull=True).order_by("pk")
    sums = costs.values_list("plan", "section", "year").annotate(Sum("amount_cents"))
    rows_read = readable.lines(access).filter(plan__post__isnull=True).order_by("pk")
    lines = [ReadLine(*one) for one in rows_read.values_list(*LINE)]
    names = short_names(number for one in lines for number in (one.funder, one.receiver))
    result = [
        Entry(*heads[plan][:6], section=section, year=year, level=heads[plan][6], cost=cents)
        for plan, section, year, cents in sums.order_by("plan", "section", "year")
        if plan in heads
    ]
    result += [_line(heads[one.plan], names, one) for one in lines if one.plan in heads]
    return result


def broken_rules(
    access: Access, today: date, rows: Iterable[Operation]
) -> dict[tuple[int, str], list[Check]]:
    """The rules that an operation which lacks nothing breaks without a reason; for the team.

    Those on the investment of a plan are its own, that on an association is of both sections.
    """
    every = list(rows) if access.is_in_team else []
    whole = {one.head.plan for one in every if not one.lacks}
    costs: dict[int, list[Cost]] = defaultdict(list)
    for one in every:
        if one.head.plan in whole:
            costs[one.head.plan] += one.costs
    result: dict[tuple[int, str], list[Check]] = defaultdict(list)
    for plan, broken in alerts(access, costs, today).items() if costs else ():
        for check in broken:
            is_of_both = check.rule == PlanRule.ASSOCIATION
            for section in Section.values if is_of_both else [Section.INVESTMENT]:
                result[plan, section].append(check)
    return result


Head = tuple[int, int, str, str, int, str, str]


def _head(plan: FundingPlan) -> Head:
    """The number, the place and the names that all the sums of a plan bear, who reads them."""
    action = plan.action
    axis = _axis(action.objective if action else None)
    rank = axis.rank if axis else LAST
    levels = [plan.visibility, *([action.visibility] if action else [])]
    return (
        plan.pk,
        rank,
        str(plan),
        axis.title if axis else "",
        plan.owner_id,
        short_name(plan.owner),
        narrowest(*levels),
    )


LAST = 30_000


def _axis(objective: Objective | None) -> Objective | None:
    """The objective that holds all those above this one."""
    while objective is not None and objective.parent is not None:
        objective = objective.parent
    return objective


@cache
def narrowest(*levels: str) -> str:
    """The level that the fewest read."""
    order = [*WIDEST_FIRST, Visibility.ME]
    return max(levels, key=lambda level: order.index(Visibility(level)))


def _line(head: Head, names: Names, one: ReadLine) -> Entry:
    entry = Entry(
        *head[:6],
        section=one.section,
        year=one.year,
        level=narrowest(head[6], one.level),
        kind=one.kind,
        payer=one.funder or 0,
        payer_name=payer_name(one.kind, names.get(one.funder or 0, "")),
        receiver=one.receiver or 0,
        receiver_name=names.get(one.receiver or 0, ""),
        scheme=one.label,
        state=one.state,
        is_remainder=one.is_remainder,
        expected=one.expected,
        requested=one.requested,
        granted=one.granted,
        paid=one.paid,
        counted=one.counted,
        is_of_europe=one.source_kind == SourceKind.EUROPEAN,
    )
    return as_read(entry, reads_requests=one.reads_requests, reads_rest=one.reads_rest)


def as_read(one: Entry, *, reads_requests: bool, reads_rest: bool) -> Entry:
    """The sum; for whoever does not read what was asked for, what is sure of it alone counts.

    What a remainder takes would say what the lines that are not read leave to it.
    """
    if one.is_remainder and not reads_rest:
        one = one._replace(counted=one.granted or 0)
    if reads_requests:
        return one
    return one._replace(expected=None, requested=None, counted=one.amount.sure)


def payer_name(kind: str, name: str) -> str:
    """The words of a column: those of the owners and of the public gather many lines."""
    if kind == LineKind.OWN:
        return str(OF_OWNERS)
    return str(OF_USERS) if kind in WITHOUT_FUNDER else name
