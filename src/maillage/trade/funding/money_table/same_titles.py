"""Operations of one title: several owners have several plans; what one plan repeats adds up."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import Section
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.money_table.cells import SAME_LINE
from maillage.trade.funding.money_table.columns import TITLE
from maillage.trade.funding.money_table.rows import NO_ITEM, CostRead, LineRead, Operation

SEVERAL_OWNERS = lazy(
    "Plusieurs maîtres d’ouvrage ont une opération de ce titre : chacune a son plan, à son nom."
)
SAME_COST = lazy("Cette dépense est déjà là pour cette section et cette année : montants ajoutés.")


def name_after_owners(
    rows: Sequence[Operation], find: Callable[[str], Organisation | None]
) -> None:
    """Adds its owner to the title of each operation whose title another owner's has too."""
    by_title: dict[str, list[Operation]] = defaultdict(list)
    for one in rows:
        if one.owner:
            by_title[folded(one.title)].append(one)
    for same in by_title.values():
        owners = [find(one.owner) for one in same]
        keys = {body or folded(one.owner) for one, body in zip(same, owners, strict=True)}
        if len(keys) > 1:
            for one, body in zip(same, owners, strict=True):
                one.name_after(str(body or one.owner))
                one.row.warn(TITLE.name, str(SEVERAL_OWNERS))


def plans_alike(
    one: Operation, owner: Organisation | None, plans: Mapping[str, Sequence[FundingPlan]]
) -> list[FundingPlan]:
    """The plans that an operation may be: one where its title, or its title and owner, say which.

    That of a post is of no other employer than its own: whether it is this post is asked.
    """
    names = dict.fromkeys([folded(one.title), folded(one.written_title)])
    if owner is not None:
        names |= {folded(f"{one.written_title}, {owner}"): None}
    same = list(dict.fromkeys(plan for name in names for plan in plans.get(name, ())))
    own = [plan for plan in same if owner is not None and owner.pk in _owners(plan)]
    if one.has_owner_in_title or len(own) == 1:
        return own
    return [plan for plan in same if plan.post is None or not one.owner or plan in own]


def _owners(plan: FundingPlan) -> set[int]:
    return {plan.owner_id} | ({plan.post.employer_id} if plan.post else set())


def join_alike(rows: Sequence[Operation]) -> None:
    """What several rows say of one cost, or of one funder by two words, is one: they add up."""
    costs: dict[tuple[object, ...], CostRead] = {}
    lines: dict[tuple[object, ...], LineRead] = {}
    titles: dict[object, str] = {}
    for one in rows:
        if not one.row.is_refused:
            plan = plan_of(one)
            one.title = titles.setdefault(plan, one.title)
            one.costs = [cost for cost in one.costs if _is_first(plan, cost, costs)]
            one.lines = [line for line in one.lines if _is_first_line(plan, line, lines)]


def plan_of(one: Operation) -> tuple[str, object]:
    """What tells its plan from the others."""
    for kind, record in (("plan", one.existing), ("post", one.post), ("action", one.action)):
        if record is not None:
            return kind, record.pk
    return "label", folded(one.title)


def _is_first(plan: object, cost: CostRead, first: dict[tuple[object, ...], CostRead]) -> bool:
    """Whether no other row says this cost, to which it is added else.

    What an operation costs in all, said again by another of its rows, is taken once.
    """
    year = cost.year or timezone.localdate().year
    section = cost.section or Section.INVESTMENT
    same = first.setdefault((plan, folded(cost.label or str(NO_ITEM)), section, year), cost)
    if same is not cost and (cost.label or cost.cents != same.cents):
        same.cents += cost.cents
        cost.row.warn(cost.key, str(SAME_COST))
    return same is cost


def _is_first_line(plan: object, line: LineRead, first: dict[tuple[object, ...], LineRead]) -> bool:
    """Whether it enters, or waits, apart from the lines of the same funder."""
    if line.is_left_out:
        return True
    body = line.organisation or folded(line.funder) if line.is_of_body else None
    key = (plan, line.kind, body, folded(line.scheme), line.section, line.year)
    same = first.setdefault(key, line)
    if same is not line:
        same.add(line)
        line.row.warn(line.sum_key or line.key, str(SAME_LINE))
    return same is line
