"""What runs year after year: the posts of the CTG, an association of the health contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import (
    Basis,
    CostKind,
    CostSource,
    LineKind,
    MoneyState,
    Section,
)
from maillage.trade.funding.funding_plan.models import (
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.funding.funding_plan.services import (
    add_costs,
    add_line,
    add_plan,
    record_step,
)
from maillage.trade.plan.models import Post

YEAR = 2026
REQUESTED_ON, GRANTED_ON = date(2026, 2, 13), date(2026, 6, 12)
REFUSED = date(2026, 7, 2)
LABEL = "Convention territoriale globale"


@dataclass(frozen=True)
class PostMoney:
    """What a post costs in the year, and what each of its funders pays; the employer the rest."""

    title: str
    cost: int
    funders: Mapping[str, int]
    is_answered: bool = True


POSTS = (
    PostMoney("Pilotage de la CTG", 38_260, {"caf": 12_860, "msa": 4_000}),
    PostMoney("Petite enfance, guichet", 23_900, {"caf": 10_000}),
    PostMoney("Enfance et mercredis", 28_680, {"caf": 12_480}),
    PostMoney("Accès aux droits", 23_900, {"caf": 23_900}, is_answered=False),
    PostMoney("Relais de la Plaine", 23_900, {"caf": 10_100, "msa": 2_000}),
    PostMoney("Périscolaire", 23_900, {"caf": 9_800}),
    PostMoney("Jeunesse", 23_900, {"caf": 10_200}, is_answered=False),
    PostMoney("Enfance et jeunesse", 19_120, {"caf": 7_920}),
    PostMoney("Parentalité", 19_120, {"caf": 7_820, "dept": 5_000}),
    PostMoney("Vie sociale", 19_120, {"caf": 7_820, "dept": 5_000}),
)


def make_post_plans(*, access: Access, organisations: Mapping[str, Organisation]) -> None:
    """The plan of each post for the year: its cost, its funders, what its employer keeps."""
    posts = {one.title: one for one in Post.objects.filter(cooperation=access.cooperation)}
    for one in POSTS:
        post = posts[one.title]
        plan = add_plan(
            access=access, plan=FundingPlan(post=post, owner=post.employer, basis=Basis.GROSS)
        )
        _cost(access, plan, one.title, one.cost, CostKind.STAFF)
        for key, euros in one.funders.items():
            steps = [(MoneyState.REQUESTED, REQUESTED_ON, euros)]
            steps += [(MoneyState.GRANTED, GRANTED_ON, euros)] if one.is_answered else []
            _line(access, plan, organisations[key], LABEL, steps)
        if sum(one.funders.values()) < one.cost:
            _own(access, plan)


def make_association_plan(*, access: Access, organisations: Mapping[str, Organisation]) -> None:
    """The running costs of the health professionals' association: above 23,000 € of public money,
    without an agreement yet, and the hospital said no.
    """
    plan = add_plan(
        access=access,
        plan=FundingPlan(
            label="Permanence de soins du samedi, CPTS",
            owner=organisations["cpts"],
            basis=Basis.GROSS,
        ),
    )
    _cost(access, plan, "Coordination et secrétariat", 21_000, CostKind.STAFF)
    _cost(access, plan, "Indemnités des soignants", 18_000, CostKind.OTHER)
    requested, granted = MoneyState.REQUESTED, MoneyState.GRANTED
    _line(
        access,
        plan,
        organisations["ars"],
        "Fonds d’intervention régional",
        [(requested, REQUESTED_ON, 28_000), (granted, GRANTED_ON, 28_000)],
    )
    _line(
        access,
        plan,
        organisations["cc"],
        "",
        [(requested, REQUESTED_ON, 6_000), (granted, GRANTED_ON, 6_000)],
    )
    _line(
        access,
        plan,
        organisations["hopital"],
        "",
        [(requested, REQUESTED_ON, 5_000), (MoneyState.REFUSED, REFUSED, None)],
    )
    _own(access, plan)


def _cost(access: Access, plan: FundingPlan, label: str, euros: int, kind: CostKind) -> None:
    cost = CostLine(
        plan=plan,
        section=Section.OPERATING,
        year=YEAR,
        kind=kind,
        label=label,
        amount_cents=euros * 100,
        source=CostSource.VOTED,
    )
    add_costs(access=access, costs=[cost])


def _line(
    access: Access,
    plan: FundingPlan,
    funder: Organisation,
    label: str,
    steps: Iterable[tuple[MoneyState, date, int | None]],
) -> None:
    line = FundingLine(plan=plan, section=Section.OPERATING, year=YEAR, funder=funder, label=label)
    first, *others = [_step(*one) for one in steps]
    add_line(access=access, line=line, first=first)
    for step in others:
        record_step(access=access, line=line, read=line.version, step=step)


def _step(kind: MoneyState, on: date, euros: int | None) -> LineStep:
    cents = None if euros is None else euros * 100
    return LineStep(kind=kind, on=on, amount_cents=cents, means=Means.ACT)


def _own(access: Access, plan: FundingPlan) -> None:
    line = FundingLine(
        plan=plan,
        section=Section.OPERATING,
        year=YEAR,
        funder=plan.owner,
        kind=LineKind.OWN,
        is_remainder=True,
    )
    add_line(access=access, line=line, first=None)
