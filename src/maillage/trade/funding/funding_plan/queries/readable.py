"""Whose money may a reader see? The one place that says it, for pages, exports and totals."""

from collections.abc import Iterable

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import readable as may_read
from maillage.ground.directory.models import Spokesperson
from maillage.trade.funding.choices import UNANSWERED, CostKind
from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.plan.actions.queries.actions import editable_actions
from maillage.trade.plan.models import Post

STAFF_INCLUDED = _("Dépenses, personnel compris")
NOT_ONE_BY_ONE = _("Le détail touche à une rémunération")


def plans(access: Access) -> QuerySet[FundingPlan]:
    """The plans that this reader reads: none wider than the action that it pays for.

    That of a post is the officers', its employer's and its funders'.
    """
    carried = Q(action__isnull=True) | may_read(access, "action__")
    read = Q(carried, may_read(access))
    rows = FundingPlan.objects.filter(cooperation=access.cooperation_id)
    rows = rows.select_related("action", "post", "owner", "cooperation__workspace")
    if access.is_officer:
        return rows.filter(read)
    own = _spoken_for(access)
    posts = Post.objects.filter(Q(employer__in=own) | Q(funders__in=own))
    paid = FundingLine.objects.filter(plan=OuterRef("pk"), funder__in=own)
    concerned = Q(post__in=posts) | (Q(post__isnull=False) & Q(Exists(paid)))
    return rows.filter(read | concerned)


def editable_plans(access: Access) -> QuerySet[FundingPlan]:
    """The plans that this reader may write: all for officers, those of one's actions."""
    rows = plans(access)
    return rows if access.is_officer else rows.filter(action__in=editable_actions(access))


def costs(access: Access) -> QuerySet[CostLine]:
    """The costs of the plans that this reader reads, to be summed; `cost_items` shows each."""
    return CostLine.objects.filter(plan__in=plans(access).order_by().values("pk"))


def cost_items(access: Access, plans_read: Iterable[FundingPlan]) -> list[CostLine]:
    """The costs of these plans, one by one as far as this reader reads them; one query.

    What is paid to staff is nearly a pay. Under the team, but for who speaks for the owner, the
    section that holds some is one sum for each year, so that no subtraction gives it back.
    """
    rows = costs(access).filter(plan__in=plans_read).order_by("pk")
    read = rows.annotate(reads_items=_whether(_reads_whole(access)))
    of_staff = {_half(one) for one in read if one.kind == CostKind.STAFF and not one.reads_items}
    items: list[CostLine] = []
    sums: dict[tuple[int, str, int], CostLine] = {}
    for one in read:
        if _half(one) not in of_staff:
            items.append(one)
            continue
        place = (*_half(one), one.year)
        if place not in sums:
            sums[place] = _sum_of_a_year(one)
            items.append(sums[place])
        sums[place].amount_cents += one.amount_cents
        sums[place].spent_cents += one.spent_cents
    return items


def _half(cost: CostLine) -> tuple[int, str]:
    return cost.plan_id, cost.section


def _sum_of_a_year(first: CostLine) -> CostLine:
    """What a section costs in one year, staff included, without a word on each item."""
    return CostLine(
        plan_id=first.plan_id,
        section=first.section,
        year=first.year,
        label=str(STAFF_INCLUDED),
        source_note=str(NOT_ONE_BY_ONE),
        amount_cents=0,
    )


def lines(access: Access) -> QuerySet[FundingLine]:
    """The lines that this reader reads, with `reads_requests`: whether also what was requested.

    `reads_rest` says whether all that the others leave to a remainder is read too. A line that is
    only requested exists for the team, for its funder, and, when somebody speaks for them, for
    the owner and the beneficiary; an observer has its own as a funder only.
    """
    read = may_read(access)
    own_requests = _reads_requests(access)
    rows = FundingLine.objects.filter(
        read | own_requests if own_requests else read,
        plan__in=plans(access).order_by().values("pk"),
    )
    rows = rows.select_related("funder", "beneficiary", "plan__owner", "source")
    return rows.annotate(
        reads_requests=_whether(own_requests), reads_rest=_whether(_reads_whole(access))
    )


def _whether(condition: Q) -> Cast:
    reads = Case(When(condition, then=True), default=False) if condition else Value(True)
    return Cast(reads, BooleanField())


def editable_lines(access: Access) -> QuerySet[FundingLine]:
    """The lines of the plans that this reader may write."""
    return lines(access).filter(plan__in=editable_plans(access).order_by().values("pk"))


def member_plans() -> QuerySet[FundingPlan]:
    """The plans of actions as every member may read them once the action is shared with all."""
    rows = FundingPlan.objects.filter(action__isnull=False, visibility=Visibility.MEMBERS)
    return rows.select_related("owner")


def member_lines() -> QuerySet[FundingLine]:
    """What every member may read of who pays: nothing that waits for a yes."""
    rows = FundingLine.objects.filter(visibility=Visibility.MEMBERS)
    return rows.select_related("funder")


def shared_lines(cooperation: int) -> QuerySet[FundingLine]:
    """What every member reads of who pays, in one cooperation; nothing of the plan of a post."""
    carried = Q(plan__action__isnull=True) | Q(plan__action__visibility=Visibility.MEMBERS)
    rows = member_lines().filter(carried, cooperation=cooperation, plan__post__isnull=True)
    return rows.filter(plan__visibility=Visibility.MEMBERS)


def posts_money(access: Access, year: int) -> QuerySet[FundingPlan]:
    """The plans of all posts that cost something a year: the team's, which reads no sum of them.

    Read before and after a post comes, a sum of all would say what that one costs.
    """
    rows = FundingPlan.objects.filter(post__isnull=False, cooperation=access.cooperation_id)
    return rows.filter(costs__year=year).distinct() if access.is_in_team else rows.none()


def steps(access: Access) -> QuerySet[LineStep]:
    """The standing steps that this reader reads: of a request, where it reads requests."""
    return steps_beside(access).filter(line__in=lines(access).values("pk"))


def steps_beside(access: Access) -> QuerySet[LineStep]:
    """The same, to be asked beside lines that `lines` gave, which are not looked for again."""
    rows = LineStep.objects.filter(replaced_at__isnull=True)
    if own_requests := _reads_requests(access):
        own = FundingLine.objects.filter(own_requests, cooperation=access.cooperation_id)
        rows = rows.filter(~Q(kind__in=UNANSWERED) | Q(line__in=own.values("pk")))
    return rows.order_by("on", "pk")


def reasons(access: Access) -> QuerySet[CheckReason]:
    """Why the plans that this reader reads depart from a rule; the page says who reads checks."""
    rows = CheckReason.objects.filter(plan__in=plans(access).order_by().values("pk"))
    return rows.filter(withdrawn_at__isnull=True).select_related("author")


def owns(access: Access, plan: FundingPlan) -> bool:
    """Whether this reader speaks for the owner of the plan; one query, none for the team."""
    if access.is_in_team or access.role == Role.OBSERVER:
        return False
    return _spoken_for(access).filter(organisation=plan.owner_id).exists()


def _reads_requests(access: Access) -> Q:
    """The lines whose requested amounts this reader reads; no condition for the team."""
    if access.is_in_team:
        return Q()
    own = _spoken_for(access)
    own_requests = _reads_whole(access) | Q(funder__in=own)
    if access.role != Role.OBSERVER:
        own_requests |= Q(beneficiary__in=own)
    return own_requests


def _reads_whole(access: Access) -> Q:
    """The lines of the plans that this reader reads whole; no condition for the team."""
    if access.is_in_team:
        return Q()
    whole = Q(plan__post__isnull=False)
    if access.role == Role.OBSERVER:
        return whole
    return whole | Q(plan__owner__in=_spoken_for(access))


def _spoken_for(access: Access) -> QuerySet[Spokesperson, int]:
    return Spokesperson.objects.filter(access=access.pk).values_list("organisation", flat=True)
