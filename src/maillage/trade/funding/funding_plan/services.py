"""A plan is opened, its costs and its lines written; each step is kept, each sum read again."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.law.detr import detr_beginning, detr_completion
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.services import Origin, keep_origin
from maillage.trade.funding.choices import (
    ADDING,
    GONE,
    SURE,
    LineKind,
    MoneyState,
    MoneyStatus,
    Section,
)
from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.funding.funding_plan.rules.standing import (
    level_of,
    line_origin,
    rest,
    standing,
    status_of,
)
from maillage.trade.funding.funding_sources.services import keep_match
from maillage.trade.funding.writing import write_funding

DutyDay = tuple[date | None, str]


def add_plan(*, access: Access, plan: FundingPlan) -> FundingPlan:
    """The plan; that of a post is the officers'."""
    with write_funding(access):
        add_plan_inside(access, plan)
    return plan


def add_plan_inside(access: Access, plan: FundingPlan) -> None:
    """Opens the plan; inside a write."""
    plan.cooperation, plan.author = access.cooperation, access.user
    plan.visibility = Visibility.OFFICERS if plan.post_id else Visibility.MEMBERS
    plan.save()


def edit_plan(*, access: Access, plan: FundingPlan, read: int) -> FundingPlan:
    """The plan with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        claim_version(plan, read)
        plan.save()
        for line in plan.lines.filter(is_detr=True):
            keep_duties(access, line)
    return plan


def remove_plan(*, access: Access, plan: FundingPlan) -> None:
    """Removes a plan in which nothing is noted yet."""
    with write_funding(access):
        plan.delete()


def add_costs(*, access: Access, costs: Sequence[CostLine]) -> Sequence[CostLine]:
    """The costs of an item, one for each year; the rest of its plan follows."""
    with write_funding(access):
        for one in costs:
            one.save()
        settle(costs[0].plan)
    return costs


def edit_cost(*, access: Access, cost: CostLine, read: int) -> CostLine:
    """The cost with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        claim_version(cost, read)
        cost.save()
        settle(cost.plan)
    return cost


def remove_cost(*, access: Access, cost: CostLine) -> None:
    """Removes a cost that was noted by mistake."""
    with write_funding(access):
        cost.delete()
        settle(cost.plan)


def add_line(*, access: Access, line: FundingLine, first: LineStep | None) -> FundingLine:
    """The line, with its first step; a remainder may have none."""
    with write_funding(access):
        add_line_inside(access, line, [first] if first is not None else [])
        settle(line.plan)
        keep_duties(access, line)
    line.refresh_from_db()
    return line


def add_line_inside(access: Access, line: FundingLine, steps: Sequence[LineStep]) -> None:
    """The line with its steps; inside a write, which settles its plan."""
    line.cooperation, line.author = access.cooperation, access.user
    line.status = line.status or usual_status(line)
    line.save()
    add_steps_inside(access, line, steps)


def add_steps_inside(access: Access, line: FundingLine, steps: Sequence[LineStep]) -> None:
    """More steps of a line, read together; inside a write, which settles its plan."""
    for step in steps:
        _add_step(access, line, step)
    read_steps(line)


def aim(*, access: Access, line: FundingLine, cents: int, on: date) -> FundingLine:
    """The line that is expected of its source, whose closing becomes due, for this action."""
    first = LineStep(kind=MoneyState.EXPECTED, on=on, amount_cents=cents)
    with write_funding(access):
        add_line(access=access, line=line, first=first)
        source, plan = line.source, line.plan
        if source is None:
            return line
        if plan.action is not None:
            keep_match(source=source, action=plan.action, on=on)
        origin = Origin(
            key=line_origin(line.pk),
            kind=DutyKind.CALL,
            label=f"{_('Dossier à déposer')}, {plan}",
            due_on=source.closes_on,
            funder=line.funder_id,
            source_act=source.name,
            owed_by=plan.owner_id,
        )
        keep_origin(access.cooperation, access.user, origin)
    return line


def edit_line(*, access: Access, line: FundingLine, read: int) -> FundingLine:
    """The line with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        claim_version(line, read)
        line.status = line.status or usual_status(line)
        line.save()
        read_steps(line)
        settle(line.plan)
        keep_duties(access, line)
    return line


def remove_line(*, access: Access, line: FundingLine) -> None:
    """Removes a line that was noted by mistake, with its steps and what it made due."""
    with write_funding(access):
        line.claim_on = line.ends_on = None
        line.is_detr = False
        keep_duties(access, line)
        _drop_call(access, line)
        line.delete()
        settle(line.plan)


def record_step(
    *, access: Access, line: FundingLine, read: int, step: LineStep, wrong: LineStep | None = None
) -> LineStep:
    """One more step; one of its kind is replaced, what is paid adds up.

    It replaces `wrong` too, noted by mistake. Raises StaleVersionError when version `read` of the
    line is not the last.
    """
    with write_funding(access):
        claim_version(line, read)
        if wrong is not None:
            wrong.replaced_at = timezone.now()
            wrong.save()
        _add_step(access, line, step)
        read_steps(line)
        settle(line.plan)
        keep_duties(access, line)
    return step


def note_displayed(*, access: Access, plan: FundingPlan, read: int, on: date) -> FundingPlan:
    """The plan, displayed that day; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        claim_version(plan, read)
        plan.displayed_on = on
        plan.save()
    return plan


def give_reason(*, access: Access, plan: FundingPlan, rule: str, reason: str) -> CheckReason:
    """Why the plan departs from a rule; an earlier reason is withdrawn."""
    with write_funding(access):
        for former in plan.reasons.filter(rule=rule, withdrawn_at__isnull=True):
            former.withdrawn_at = timezone.now()
            former.save()
        return CheckReason.objects.create(
            plan=plan, rule=rule, reason=reason, author=access.user, on=timezone.localdate()
        )


def usual_status(line: FundingLine) -> str:
    """What the law makes of this money, from what its funder is."""
    if line.kind == LineKind.OWN or line.funder is None:
        return MoneyStatus.PUBLIC if line.kind == LineKind.OWN else MoneyStatus.PRIVATE
    return status_of(line.funder.kind)


def _add_step(access: Access, line: FundingLine, step: LineStep) -> None:
    now = timezone.now()
    if step.kind not in ADDING:
        for former in line.steps.filter(kind=step.kind, replaced_at__isnull=True):
            former.replaced_at = now
            former.save()
    step.line, step.recorded_by = line, access.user
    step.told_on = step.on
    step.save()


def read_steps(line: FundingLine) -> None:
    """Keeps on the line what its steps say together, and who reads it; inside a write."""
    stands = standing(line.steps.filter(replaced_at__isnull=True))
    line.state, line.counted_cents = stands.state, stands.counted
    line.expected_cents, line.requested_cents = stands.expected, stands.requested
    line.granted_cents, line.paid_cents = stands.granted, stands.paid
    line.visibility = level_of(stands.state, of_a_post=line.plan.post_id is not None)
    line.save()


def settle(plan: FundingPlan) -> None:
    """Each remainder of the plan takes what the other lines leave; inside a write."""
    for line in plan.lines.filter(is_remainder=True):
        counted = left_for(line)
        if counted != line.counted_cents:
            line.counted_cents = counted
            line.save()


def left_for(line: FundingLine) -> int:
    """What the other lines of its plan leave to a remainder, in cents."""
    where = Q(plan=line.plan_id, section=line.section)
    if line.section == Section.OPERATING:
        where &= Q(year=line.year)
    cost = CostLine.objects.filter(where).aggregate(sum=Sum("amount_cents"))["sum"] or 0
    others = FundingLine.objects.filter(where, is_remainder=False)
    return rest(cost, others.values_list("counted_cents", flat=True))


def _drop_call(access: Access, line: FundingLine) -> None:
    """Nobody files any more what was aimed at and is removed."""
    if line.source_id is not None:
        origin = Origin(key=line_origin(line.pk), kind=DutyKind.CALL, label="", due_on=None)
        keep_origin(access.cooperation, access.user, origin)


def keep_duties(access: Access, line: FundingLine) -> None:
    """What the line makes due: its next claim, the day before which work begins, then ends.

    Of one that is refused or lapsed nothing is claimed any more. That of a post says no sum: what
    is due is the team's, its plan is not.
    """
    of_a_post = line.plan.post_id is not None
    to = french.to_body(str(line.funder)) if line.funder else ""
    request = f"{_('Demande de versement')} {to}".strip()
    nothing = (None, "")
    is_gone = line.state in GONE
    begin, end = (nothing, nothing) if is_gone else _days_of_work(line)
    claim = nothing if is_gone else (line.claim_on, "")
    made = (
        (DutyKind.CLAIM, request, claim, line.claim_cents),
        (DutyKind.BEGIN, _("Commencement des travaux"), begin, None),
        (DutyKind.FINISH, _("Achèvement des travaux"), end, None),
    )
    for kind, words, (due_on, article), cents in made:
        origin = Origin(
            key=line_origin(line.pk),
            kind=kind,
            label=f"{words}, {line.plan}",
            due_on=due_on,
            funder=line.funder_id,
            source_act=line.label,
            article=article,
            at_stake_cents=None if of_a_post else cents,
            owed_by=line.beneficiary_id or line.plan.owner_id,
        )
        keep_origin(access.cooperation, access.user, origin)


def _days_of_work(line: FundingLine) -> tuple[DutyDay, DutyDay]:
    """Until when work begins and ends, with the article: what the act says, else the law.

    A DETR that is granted waits for the beginning, then for the end; one refused waits for none.
    """
    typed: DutyDay = (line.ends_on, "")
    if not line.is_detr or line.state not in SURE:
        return (None, ""), typed
    begun_on = line.plan.begun_on
    if begun_on is not None:
        completion = detr_completion(begun_on)
        law: DutyDay = (completion.figures.until, completion.source)
        return (None, ""), typed if line.ends_on else law
    granted = line.steps.filter(kind=MoneyState.GRANTED, replaced_at__isnull=True).first()
    if granted is None:
        return (None, ""), typed
    beginning = detr_beginning(granted.on)
    return (beginning.figures.until, beginning.source), typed
