"""Which sums of the operations does a reader read, as they are today?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import CharField, IntegerField, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.choices import WIDEST_FIRST, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import WITHOUT_FUNDER, LineKind, PlanRule, Section, SourceKind
from maillage.trade.funding.funding_plan.plan_readings import Cost
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.alerts import alerts
from maillage.trade.funding.funding_plan.queries.rows import CALLED
from maillage.trade.funding.funding_plan.queries.sheet import short_names
from maillage.trade.funding.funding_plan.rules.checks import Check
from maillage.trade.funding.maquette.readings import Entry, Operation

OF_OWNERS = _("Autofinancement")
OF_USERS = _("Usagers, mécénat")


class ReadPlan(NamedTuple):
    """What is read of a plan."""

    pk: int
    name: str
    owner: int
    axis: str
    axis_rank: int | None
    level: str
    action_level: str | None


class ReadLine(NamedTuple):
    """What is read of a line."""

    pk: int
    plan: int
    section: str
    year: int
    kind: str
    funder: int | None
    receiver: int | None
    label: str
    state: str
    level: str
    is_remainder: int
    expected: int | None
    requested: int | None
    granted: int | None
    paid: int | None
    counted: int
    source_kind: str | None
    reads_requests: bool = True
    reads_rest: bool = True


# The objective that holds all those above that of an action.
AXIS = ("objective__parent__parent", "objective__parent", "objective")
PLAN = (
    *("pk", CALLED, "owner"),
    Coalesce(*(f"action__{one}__title" for one in AXIS), Value(""), output_field=CharField()),
    Coalesce(*(f"action__{one}__rank" for one in AXIS)),
    *("visibility", "action__visibility"),
)
LINE = (
    *("pk", "plan", "section", "year", "kind", "funder", "beneficiary", "label", "state"),
    # a number, where a truth is made of each value read
    *("visibility", Cast("is_remainder", IntegerField())),
    *("expected_cents", "requested_cents", "granted_cents", "paid_cents", "counted_cents"),
    "source__kind",
)
READS = ("reads_requests", "reads_rest")
Names = Mapping[int, str]


def entries(access: Access) -> list[Entry]:
    """What each operation costs and who pays it, as this reader reads it; four queries.

    The plan of a post is no operation. Of a line whose requests the reader does not read, what is
    sure alone counts.
    """
    plans = readable.plans(access).filter(post__isnull=True).values_list(*PLAN)
    read = [ReadPlan(*one) for one in plans]
    costs = readable.costs(access).filter(plan__post__isnull=True)
    sums = costs.order_by().values_list("plan", "section", "year").annotate(Sum("amount_cents"))
    rows_read = readable.lines(access).filter(plan__post__isnull=True).order_by()
    # put in order here: the database would copy each line to do so
    lines = sorted(rows_read.values_list(*LINE, *(() if access.is_in_team else READS)))
    owners = (one.owner for one in read)
    names = short_names({*owners, *(number for one in lines for number in one[5:7])})
    heads = {one.pk: _head(one, names[one.owner]) for one in read}
    result = [
        Entry(*heads[plan][:6], section, year, heads[plan][6], cents)
        for plan, section, year, cents in sums.order_by("plan", "section", "year")
        if plan in heads
    ]
    result += [_line(heads[one[1]], names, ReadLine(*one)) for one in lines if one[1] in heads]
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


def _head(one: ReadPlan, owner_name: str) -> Head:
    """The number, the place and the names that all the sums of a plan bear, who reads them."""
    return (
        one.pk,
        LAST if one.axis_rank is None else one.axis_rank,
        one.name,
        one.axis,
        one.owner,
        owner_name,
        narrowest(one.level, one.action_level or one.level),
    )


LAST = 30_000


@cache
def narrowest(*levels: str) -> str:
    """The level that the fewest read."""
    order = [*WIDEST_FIRST, Visibility.ME]
    return max(levels, key=lambda level: order.index(Visibility(level)))


def _line(head: Head, names: Names, one: ReadLine) -> Entry:
    payer, receiver = one.funder or 0, one.receiver or 0
    entry = Entry(
        *head[:6],
        *(one.section, one.year, narrowest(head[6], one.level), 0, one.kind),
        *(payer, payer_name(one.kind, names.get(payer, "")), receiver, names.get(receiver, "")),
        *(one.label, one.state, bool(one.is_remainder)),
        *(one.expected, one.requested, one.granted, one.paid),
        one.counted,
        one.source_kind == SourceKind.EUROPEAN,
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
    return one._replace(expected=None, requested=None, counted=one.sure)


def payer_name(kind: str, name: str) -> str:
    """The words of a column: those of the owners and of the public gather many lines."""
    if kind == LineKind.OWN:
        return str(OF_OWNERS)
    return str(OF_USERS) if kind in WITHOUT_FUNDER else name
