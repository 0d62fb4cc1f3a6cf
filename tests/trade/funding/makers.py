"""Makes plans, costs, lines, steps and reasons for tests."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.cost_keys.freezing import freeze_key
from maillage.trade.funding.funding_plan.services import read_steps, settle, usual_status
from maillage.trade.funding.models import (
    CheckReason,
    Contribution,
    ContributionCall,
    ContributionReceipt,
    CostKey,
    CostLine,
    CostSharing,
    CriterionValue,
    FrozenKey,
    FrozenShare,
    FundingLine,
    FundingPlan,
    KeyBound,
    KeyWeight,
    LineStep,
    SharingCriterion,
    SharingMember,
)
from maillage.trade.plan.models import Action, Post
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import make_member, make_spoken_member
from tests.records import create_record
from tests.registry import Argument
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.plan.makers import make_coordinated_action

SINCE = date(2026, 10, 6)
YEAR = 2027


def make_funding_plan(
    *,
    cooperation: Cooperation | None = None,
    action: Action | None = None,
    post: Post | None = None,
    label: str = "",
    visibility: str = Visibility.MEMBERS,
    **values: object,
) -> FundingPlan:
    """A plan of a member: of an action, of a post, else of the running costs."""
    place = action.cooperation if action else post.cooperation if post else cooperation
    place = place or make_cooperation()
    count = FundingPlan.objects.filter(cooperation=place).count()
    return create_record(
        FundingPlan,
        values,
        cooperation=place,
        author=make_user,
        action=action,
        post=post,
        label="" if action or post else label or f"Fonctionnement {count + 1}",
        owner=lambda: make_member(cooperation=place).organisation,
        visibility=Visibility.OFFICERS if post else visibility,
    )


def make_cost_line(
    *, plan: FundingPlan | None = None, euros: int = 100_000, **values: object
) -> CostLine:
    """What works cost in a year."""
    plan = plan or make_funding_plan()
    cost = create_record(
        CostLine,
        values,
        plan=plan,
        label="Travaux",
        year=YEAR,
        amount_cents=euros * 100,
        section="investment",
        kind="works",
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
    euros: int | None = 40_000,
    on: date = SINCE,
    **values: object,
) -> LineStep:
    """What happened to a line in October; its amounts are read again."""
    line = line or make_funding_line(euros=None)
    step = create_record(
        LineStep,
        values,
        line=line,
        kind="expected",
        on=on,
        told_on=on,
        amount_cents=None if euros is None else euros * 100,
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


def make_cost_sharing(
    *,
    cooperation: Cooperation | None = None,
    label: str = "",
    euros: int | None = 1_000,
    payers: int = 0,
) -> CostSharing:
    """A sum of 2027 to share, between as many members."""
    place = cooperation or make_cooperation()
    count = CostSharing.objects.filter(cooperation=place).count()
    sharing = CostSharing.objects.create(
        cooperation=place,
        label=label or f"Étude {count + 1}",
        year=YEAR,
        total_cents=None if euros is None else euros * 100,
    )
    for _number in range(payers):
        make_sharing_member(sharing=sharing)
    return sharing


def make_sharing_member(
    *, sharing: CostSharing | None = None, organisation: Organisation | None = None
) -> SharingMember:
    """A member of the cooperation that shares a sum, in the last place."""
    sharing = sharing or make_cost_sharing()
    body = organisation or make_member(cooperation=sharing.cooperation).organisation
    return SharingMember.objects.create(
        sharing=sharing, organisation=body, place=sharing.members.count() + 1
    )


def make_sharing_criterion(
    *, sharing: CostSharing | None = None, label: str = "", kind: str = "free"
) -> SharingCriterion:
    """A measure of which every structure has ten."""
    sharing = sharing or make_cost_sharing(payers=2)
    criterion = SharingCriterion.objects.create(
        sharing=sharing, kind=kind, label=label or f"Jours {sharing.criteria.count() + 1}"
    )
    for member in sharing.members.all():
        make_criterion_value(criterion=criterion, member=member)
    return criterion


def make_criterion_value(
    *,
    criterion: SharingCriterion | None = None,
    member: SharingMember | None = None,
    value: int = 10,
) -> CriterionValue:
    """Ten of what the criterion counts."""
    criterion = criterion or make_sharing_criterion(sharing=make_cost_sharing())
    member = member or make_sharing_member(sharing=criterion.sharing)
    return CriterionValue.objects.create(criterion=criterion, member=member, value=value)


def make_cost_key(*, sharing: CostSharing | None = None) -> CostKey:
    """The next key of a sharing, that follows a measure of its own."""
    sharing = sharing or make_cost_sharing(payers=2)
    letter = "ABCDEF"[sharing.keys.count()]
    key = CostKey.objects.create(sharing=sharing, letter=letter, label=f"Jours, clé {letter}")
    make_key_weight(key=key)
    return key


def make_key_weight(*, key: CostKey | None = None, weight_bp: int = 10_000) -> KeyWeight:
    """A key that follows a measure entirely."""
    key = key or make_cost_key()
    criterion = make_sharing_criterion(sharing=key.sharing)
    return KeyWeight.objects.create(key=key, criterion=criterion, weight_bp=weight_bp)


def make_key_bound(*, key: CostKey | None = None) -> KeyBound:
    """A structure that pays at least a hundred euros."""
    key = key or make_cost_key()
    member = key.sharing.members.all()[0]
    return KeyBound.objects.create(key=key, member=member, floor_cents=100_00)


def make_frozen_key(
    *, key: CostKey | None = None, cooperation: Cooperation | None = None
) -> FrozenKey:
    """A key frozen in a decision of the councils."""
    key = key or make_cost_key(sharing=make_cost_sharing(cooperation=cooperation, payers=2))
    sharing = key.sharing
    sharing.chosen, sharing.joint_decision = (
        key,
        make_joint_decision(cooperation=sharing.cooperation),
    )
    sharing.save()
    access = make_access(cooperation=sharing.cooperation)
    return freeze_key(access=access, sharing=sharing, read=sharing.version)


def make_sent_key(*, cooperation: Cooperation) -> CostKey:
    """A key that the councils have, not frozen yet: every member reads it."""
    key = make_cost_key(sharing=make_cost_sharing(cooperation=cooperation, payers=2))
    decision = make_joint_decision(cooperation=cooperation)
    make_deliberation(decision=decision, sent_on=date(2026, 11, 20))
    key.sharing.chosen, key.sharing.joint_decision = key, decision
    key.sharing.save()
    return key


def make_frozen_share(*, frozen: FrozenKey | None = None) -> FrozenShare:
    """What a frozen key asks of its first structure."""
    return (frozen or make_frozen_key()).shares.all()[0]


def make_contribution(
    *,
    cooperation: Cooperation | None = None,
    organisation: Organisation | None = None,
    year: int = 2026,
) -> Contribution:
    """A thousand euros that a member is to pay."""
    place = cooperation or make_cooperation()
    body = organisation or make_member(cooperation=place).organisation
    return Contribution.objects.create(
        cooperation=place, organisation=body, year=year, planned_cents=1_000_00
    )


def make_contribution_call(*, contribution: Contribution | None = None) -> ContributionCall:
    """All of it, called in March for the end of April."""
    one = contribution or make_contribution()
    return ContributionCall.objects.create(
        contribution=one,
        cents=1_000_00,
        called_on=date(one.year, 3, 12),
        due_on=date(one.year, 4, 30),
    )


def make_contribution_receipt(*, contribution: Contribution | None = None) -> ContributionReceipt:
    """Four hundred euros that came in May."""
    one = contribution or make_contribution()
    return ContributionReceipt.objects.create(
        contribution=one, cents=400_00, on=date(one.year, 5, 4), means="act"
    )


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
    "cost_sharing": Argument(lambda place: make_sent_key(cooperation=place).sharing.pk),
    "cost_key": Argument(lambda place: make_sent_key(cooperation=place).pk),
    "sharing_criterion": Argument(
        lambda place: (
            make_sharing_criterion(sharing=make_cost_sharing(cooperation=place, payers=2)).pk
        )
    ),
    "contribution": Argument(lambda place: make_contribution(cooperation=place).pk),
    "contribution_call": Argument(
        lambda place: make_contribution_call(contribution=make_contribution(cooperation=place)).pk
    ),
    "contribution_receipt": Argument(
        lambda place: (
            make_contribution_receipt(contribution=make_contribution(cooperation=place)).pk
        )
    ),
    "year": Argument(lambda _place: 2027, common=True),
    "rule": Argument(lambda _place: "display", common=True),
}
MARKED = {FundingLine: _marked_line, FundingPlan: _marked_plan}
FILLED: dict[str, dict[str, str]] = {
    "funding:plan_add": {"label": "Fonctionnement 2027"},
    "funding:plans_paste": {"pasted": "Opération;Coût HT;DETR\nToiture;100 000;40 000"},
    "funding:plan_paste": {"pasted": "Dépenses;Montant;Recettes;Montant\nToit;10 000;DETR;4 000"},
    "funding:cost_add": {"label": "Études", "amount_cents": "5 000", "year": "2027"},
    "funding:line_add": {
        "label": "Fonds vert",
        "cents": "5 000",
        "year": "2027",
        "state": "requested",
        "on": "07/10/2026",
    },
    "funding:line_step": {"kind": "paid", "amount_cents": "5 000", "on": "07/10/2026"},
    "funding:sharing_add": {"label": "Étude", "year": "2027", "total_cents": "5 000"},
    "funding:year_call": {"part_1": "100", "called_on": "12/03/2027"},
    "funding:call_add": {"cents": "500", "called_on": "12/03/2026"},
    "funding:call_cancel": {"reason": "Titre émis deux fois."},
    "funding:receipt_add": {"cents": "500", "on": "12/03/2026"},
    "funding:contribution_add": {"year": "2026", "planned_cents": "100"},
    "funding:criterion_add": {"label": "Jours", "kind": "time"},
    "funding:reason_give": {"reason": "Le panneau arrive lundi."},
}
CORRECTED = {
    "funding:call_edit": {"cents": "700"},
    "funding:contribution_edit": {"planned_cents": "700", "year": "2026"},
    "funding:plan_edit": {"begun_on": "03/03/2025"},
}
