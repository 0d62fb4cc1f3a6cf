"""What does a plan say, line by line, in the rubric of means of an action and beside posts?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import SURE, LineKind, MoneyState, Section
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.rows import PlanRow, balanced_rows
from maillage.trade.funding.funding_plan.queries.sheet import amount_of, with_rests
from maillage.trade.plan import plan_line
from maillage.trade.plan.plan_line import PlanLine

READ_IN_ITS_PLAN = lazy(
    "presque un salaire, donc lu dans le plan de ce poste, par les seuls chargés de coopération, "
    "employeur et financeurs"
)
COSTS: Mapping[str, object] = {
    Section.INVESTMENT: lazy("Coût de l’investissement"),
    Section.OPERATING: lazy("Coût de fonctionnement"),
}


def money_lines(access: Access | None, kind: str, numbers: Sequence[int]) -> list[PlanLine]:
    """The money of these actions or posts; without a reader, what every member may read."""
    if kind == plan_line.ACTION:
        return list(_of_actions(access, numbers))
    if access is None:
        return []
    year = timezone.localdate().year
    if kind == plan_line.POST:
        return list(_of_posts(access, numbers, year))
    return list(_of_all_posts(access, year)) if kind == plan_line.ALL_POSTS else []


def _of_actions(access: Access | None, numbers: Sequence[int]) -> Iterator[PlanLine]:
    rows = readable.plans(access) if access else readable.member_plans()
    rows = rows.filter(action__in=numbers)
    if not (plans := list(rows)):
        return
    lines = readable.lines(access) if access else readable.member_lines()
    costs = list(CostLine.objects.filter(plan__in=plans).order_by("pk"))
    read = with_rests(list(lines.filter(plan__in=plans).order_by("pk")), costs)
    reads_all = access is not None and access.is_in_team
    for row in balanced_rows(plans, costs, read):
        sure = [one for one in read if one.plan_id == row.pk and one.state in SURE]
        if row.sums.cost:
            yield from _of_action(row, sure, reads_all=reads_all)


def _of_action(row: PlanRow, sure: Sequence[FundingLine], *, reads_all: bool) -> Iterator[PlanLine]:
    number = row.plan.action_id or 0

    def line(key: str, label: str, cents: int, words: str = "") -> PlanLine:
        return PlanLine(number, key, label, words or euros_words(cents), cents)

    yield PlanLine(number, plan_line.BEARER, _("Maître d’ouvrage"), str(row.plan.owner))
    for section, balance in row.sums.balances:
        total = f"{euros_words(balance.cost)} {row.plan.get_basis_display()}"
        yield line(plan_line.COST, str(COSTS[section]), balance.cost, total)
    for name, (cents, state) in _by_funder(sure).items():
        yield line(plan_line.FUNDER, name, cents, f"{euros_words(cents)}, {state}")
    if row.sums.sure:
        yield line(plan_line.GRANTED, _("Acquis"), row.sums.sure)
    left = row.sums.gap if reads_all else row.sums.cost - row.sums.sure
    if left > 0:
        label = _("Il manque") if reads_all else _("À trouver ou à confirmer")
        yield line(plan_line.MISSING, label, left)
    for one in sure:
        if one.ends_on:
            day = french.long_date(one.ends_on)
            yield PlanLine(number, plan_line.CONDITION, str(one), _("à achever avant le ") + day)


def _by_funder(sure: Sequence[FundingLine]) -> dict[str, tuple[int, str]]:
    """What each gives over all its years, and the word of the least sure of them."""
    sums: dict[str, int] = defaultdict(int)
    words: dict[str, str] = {}
    for one in sure:
        cents = amount_of(one).sure
        if cents:
            name = str(one)
            sums[name] += cents
            is_first = name not in words or one.state == MoneyState.GRANTED
            words[name] = str(one.get_state_display()) if is_first else words[name]
    return {name: (cents, words[name]) for name, cents in sums.items()}


def _of_posts(access: Access, numbers: Sequence[int], year: int) -> Iterator[PlanLine]:
    """What each post leaves to its employer this year, where the reader reads its plan."""
    rows = readable.plans(access).filter(post__in=numbers, costs__year=year).distinct()
    if not (plans := list(rows)):
        return
    own = readable.lines(access).filter(plan__in=plans, year=year, kind=LineKind.OWN)
    left = dict(own.order_by().values_list("plan").annotate(sum=Sum("counted_cents")))
    for one in plans:
        cents = left.get(one.pk, 0)
        label = _("Reste à l’employeur")
        yield PlanLine(one.post_id or 0, plan_line.BEARER, label, euros_words(cents), cents)


def _of_all_posts(access: Access, year: int) -> Iterator[PlanLine]:
    """What all posts cost together this year, and leave to their employers; to the team, who reads.

    The team reads no sum of them, however many: read before and after a post comes, it would say
    what that one costs.
    """
    plans: list[FundingPlan] = list(readable.posts_money(access, year))
    if not plans:
        return
    if not access.is_officer:
        yield PlanLine(0, plan_line.COST, _("Ce que coûte un poste"), str(READ_IN_ITS_PLAN))
        return
    costs = CostLine.objects.filter(plan__in=plans, year=year)
    own = FundingLine.objects.filter(plan__in=plans, year=year, kind=LineKind.OWN)
    cost = costs.aggregate(sum=Sum("amount_cents"))["sum"] or 0
    left = own.aggregate(sum=Sum("counted_cents"))["sum"] or 0
    label = ngettext(
        "Coût de l’année, un poste chiffré", "Coût de l’année, %(n)s postes chiffrés", len(plans)
    ) % {"n": french.in_words(len(plans))}
    yield PlanLine(0, plan_line.COST, label, euros_words(cost), cost)
    if left:
        yield PlanLine(0, plan_line.BEARER, _("Aux employeurs"), euros_words(left), left)
