"""Makes plans, costs, lines, steps and reasons for tests."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.funding_plan.services import read_steps, settle, usual_status
from maillage.trade.funding.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.plan.models import Action, Post
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_spoken_member
from tests.registry import Argument
from tests.trade.plan.makers import make_coordinated_action

SINCE = date(2026, 10, 6)
YEAR = 2027


def make_funding_plan(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    action: Action | None = None,
    post: Post | None = None,
    label: str = "",
    owner: Organisation | None = None,
    begun_on: date | None = None,
    visibility: str = Visibility.MEMBERS,
) -> FundingPlan:
    """A plan of a member: of an action, of a post, else of the running costs."""
    place = action.cooperation if action else post.cooperation if post else cooperation
    place = place or make_cooperation()
    count = FundingPlan.objects.filter(cooperation=place).count()
    return FundingPlan.objects.create(
        cooperation=place,
        author=author or make_user(),
        action=action,
        post=post,
        label="" if action or post else label or f"Fonctionnement {count + 1}",
        owner=owner or make_member(cooperation=place).organisation,
        begun_on=begun_on,
        visibility=Visibility.OFFICERS if post else visibility,
    )


def make_cost_line(
    *,
    plan: FundingPlan | None = None,
    label: str = "Travaux",
    year: int = YEAR,
    euros: int = 100_000,
    section: str = "investment",
) -> CostLine:
    """What works cost in a year."""
    plan = plan or make_funding_plan()
    cost = CostLine.objects.create(
        plan=plan, label=label, year=year, amount_cents=euros * 100, section=section, kind="works"
    )
    settle(plan)
    return cost


def make_funding_line(
    *,
    plan: FundingPlan | None = None,
    author: User | None = None,
    funder: Organisation | None = None,
    kind: str = "grant",
    label: str = "DETR 2026",
    year: int = YEAR,
    section: str = "investment",
    euros: int | None = 40_000,
    state: str = "expected",
    is_remainder: bool = False,
) -> FundingLine:
    """What a member is thought to pay, since October; no step at all without euros."""
    plan = plan or make_funding_plan()
    line = FundingLine(
        cooperation=plan.cooperation,
        author=author or make_user(),
        plan=plan,
        funder=funder or make_member(cooperation=plan.cooperation).organisation,
        kind=kind,
        label=label,
        year=year,
        section=section,
        is_remainder=is_remainder,
    )
    line.status = usual_status(line)
    line.save()
    if euros is not None:
        make_line_step(line=line, kind=state, euros=euros)
    read_steps(line)
    settle(plan)
    line.refresh_from_db()
    return line


def make_line_step(
    *,
    line: FundingLine | None = None,
    kind: str = "expected",
    euros: int | None = 40_000,
    on: date = SINCE,
    act_number: str = "",
) -> LineStep:
    """What happened to a line in October; its amounts are read again."""
    line = line or make_funding_line(euros=None)
    step = LineStep.objects.create(
        line=line,
        kind=kind,
        on=on,
        told_on=on,
        amount_cents=None if euros is None else euros * 100,
        act_number=act_number,
    )
    read_steps(line)
    settle(line.plan)
    return step


def make_check_reason(*, plan: FundingPlan | None = None, rule: str = "display") -> CheckReason:
    """Why a plan departs from a rule."""
    plan = plan or make_funding_plan()
    return CheckReason.objects.create(
        plan=plan, rule=rule, reason="Panneau commandé.", author=make_user(), on=SINCE
    )


def make_alerting_plan(*, cooperation: Cooperation) -> FundingPlan:
    """The plan of an action that all write who coordinate: begun, helped, never displayed."""
    plan = make_funding_plan(
        action=make_coordinated_action(cooperation=cooperation),
        owner=make_spoken_member(cooperation=cooperation),
        begun_on=date(2025, 3, 3),
    )
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, state="granted")
    return plan


def _marked_plan(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> FundingPlan:
    label = f"{mark} {FundingPlan.objects.count() + 1}"
    return make_funding_plan(
        cooperation=cooperation, author=author, visibility=visibility, label=label
    )


def _marked_line(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> FundingLine:
    plan = make_funding_plan(cooperation=cooperation, author=author, visibility=visibility)
    line = make_funding_line(plan=plan, author=author, label=mark)
    FundingLine.objects.filter(pk=line.pk).update(visibility=visibility)
    line.refresh_from_db()
    return line


def make_open_plan(cooperation: Cooperation) -> FundingPlan:
    """The plan of an action that the team coordinates."""
    return make_funding_plan(action=make_coordinated_action(cooperation=cooperation))


URL_ARGUMENTS = {
    "funding_plan": Argument(lambda place: make_alerting_plan(cooperation=place).pk),
    "funding_line": Argument(
        lambda place: make_funding_line(plan=make_open_plan(place), state="granted").pk
    ),
    "cost_line": Argument(lambda place: make_cost_line(plan=make_open_plan(place)).pk),
    "rule": Argument(lambda _place: "display", common=True),
}
MARKED = {FundingLine: _marked_line, FundingPlan: _marked_plan}
FILLED: dict[str, dict[str, str]] = {
    "funding:plan_add": {"label": "Fonctionnement 2027"},
    "funding:plans_paste": {"pasted": "Opération;Coût HT;DETR\nToiture;100 000;40 000"},
    "funding:plan_paste": {"pasted": "Dépenses;Montant;Recettes;Montant\nToit;10 000;DETR;4 000"},
    "funding:cost_add": {"label": "Études", "amount_cents": "5 000", "year": "2027"},
    "funding:line_add": {"label": "Fonds vert", "cents": "5 000", "year": "2027"},
    "funding:line_step": {"kind": "paid", "amount_cents": "5 000", "on": "07/10/2026"},
    "funding:reason_give": {"reason": "Le panneau arrive lundi."},
}
CORRECTED = {"funding:plan_edit": {"begun_on": "03/03/2025"}}
