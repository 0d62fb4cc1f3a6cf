"""What do the rules read of a plan?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Sum

from maillage.core.money import euros
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.territories.models import Membership
from maillage.law.association_grants import Grant
from maillage.law.fonds_de_concours import Parties
from maillage.trade.funding.choices import GONE, LineKind, MoneyState, MoneyStatus
from maillage.trade.funding.funding_plan.models import FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.queries.sheet import (
    PlanSheet,
    short_funder,
    short_name,
    standing_steps,
)
from maillage.trade.funding.funding_plan.rules.checks import Detr, Fonds, PlanFacts, Rated, Sourced
from maillage.trade.funding.funding_plan.rules.standing import LOCAL_BODIES
from maillage.trade.funding.funding_sources.models import FundingSource
from maillage.trade.governance.joint_decisions.rules import IN_FAVOUR
from maillage.trade.governance.models import Answer

Pairs = frozenset[tuple[int, int]]
InFavour = Mapping[int, set[int]]
BETWEEN = frozenset({OrganisationKind.COMMUNE, OrganisationKind.EPCI})


def facts_of(sheet: PlanSheet) -> PlanFacts:
    """All that the rules read of this plan; one query more where there is a fonds de concours.

    Two more where it has sources, whose rules are read here alone.
    """
    facts = plan_facts(sheet, territory_pairs([sheet]), councils_in_favour([sheet]))
    return replace(facts, sourced=sourced(sheet, sources_of([sheet])))


def plan_facts(sheet: PlanSheet, pairs: Pairs, favour: InFavour) -> PlanFacts:
    """The same, for a plan whose `pairs` of territories and whose councils are read already."""
    plan, running = sheet.plan, [one for one in sheet.lines if one.state not in GONE]
    return PlanFacts(
        owner=owner_name(plan),
        is_local_body=plan.owner.kind in LOCAL_BODIES,
        costs=sheet.read_costs,
        lines=sheet.read_lines,
        situation=plan.situation,
        prefect_rate_bp=plan.prefect_rate_bp,
        is_overseas=plan.is_overseas,
        begun_on=plan.begun_on,
        displayed_on=plan.displayed_on,
        fonds=_fonds(plan, running, pairs, favour),
        rated=_rated(sheet, running),
        detr=[_detr(one) for one in running if one.is_detr],
        grants=_grants(running),
    )


def owner_name(plan: FundingPlan) -> str:
    """The short name of the owner."""
    return short_name(plan.owner)


def territory_pairs(sheets: Iterable[PlanSheet]) -> Pairs:
    """The communes that lie in an area, both being parties of a fonds; one query, none for none."""
    places = {
        body.territory_id
        for sheet in sheets
        for line in sheet.lines
        if line.kind == LineKind.FONDS_DE_CONCOURS and line.funder
        for body in (line.funder, sheet.plan.owner)
        if body.territory_id
    }
    if not places:
        return frozenset()
    rows = Membership.objects.filter(territory__in=places, area__in=places, until__isnull=True)
    return frozenset(rows.values_list("territory", "area"))


def councils_in_favour(sheets: Iterable[PlanSheet]) -> InFavour:
    """The structures whose council agreed, by joint decision; one query, none for none."""
    numbers = {
        line.joint_decision_id
        for sheet in sheets
        for line in sheet.lines
        if line.kind == LineKind.FONDS_DE_CONCOURS and line.joint_decision_id
    }
    if not numbers:
        return {}
    rows = Answer.objects.filter(
        deliberation__decision__in=numbers,
        deliberation__until__isnull=True,
        replaced_at__isnull=True,
        vote__in=IN_FAVOUR,
    ).values_list("deliberation__decision", "deliberation__organisation")
    favour: dict[int, set[int]] = {number: set() for number in numbers}
    for decision, organisation in rows:
        favour[decision].add(organisation)
    return favour


def _missing(plan: FundingPlan, line: FundingLine, favour: InFavour) -> list[str] | None:
    """Who has not voted the fonds yet, of who pays and who receives it."""
    if line.joint_decision_id is None or line.funder is None:
        return None
    agreed = favour.get(line.joint_decision_id, set())
    bodies = (line.funder, line.beneficiary or plan.owner)
    return [short_name(one) for one in bodies if one.pk not in agreed]


def _fonds(
    plan: FundingPlan, running: Sequence[FundingLine], pairs: Pairs, favour: InFavour
) -> list[Fonds]:
    return [
        Fonds(
            short_funder(one),
            one.counted_cents,
            _parties(plan, one, pairs),
            _missing(plan, one, favour),
        )
        for one in running
        if one.kind == LineKind.FONDS_DE_CONCOURS
    ]


def _parties(plan: FundingPlan, line: FundingLine, pairs: Pairs) -> Parties | None:
    """Between whom it goes; None when nobody can say whether one is a member of the other."""
    funder, owner = line.funder, plan.owner
    if funder is None:
        return None
    one, other = funder.territory_id, owner.territory_id
    if {funder.kind, owner.kind} == BETWEEN and not (one and other):
        return None
    is_member = (one, other) in pairs or (other, one) in pairs
    return Parties(funder.kind, owner.kind, is_member)


def _rated(sheet: PlanSheet, running: Iterable[FundingLine]) -> list[Rated]:
    return [
        Rated(short_funder(one), one.counted_cents, one.rate_bp, sheet.eligible(one.section))
        for one in running
        if one.rate_bp is not None
    ]


@dataclass(frozen=True, slots=True)
class Sources:
    """What is counted of the sources of some plans in all of them, and which do not add up."""

    used: Mapping[int, int]
    clashes: Sequence[tuple[int, int]]


def sources_of(sheets: Sequence[PlanSheet]) -> Sources:
    """The sources of these plans; two queries, none for none."""
    rows = {number for one in sheets for number in _by_source(one)}
    if not rows:
        return Sources({}, ())
    used = _used(rows) if sheets[0].reads_others else {}
    clashes = FundingSource.excludes.through.objects.filter(
        from_fundingsource__in=rows, to_fundingsource__in=rows
    ).values_list("from_fundingsource", "to_fundingsource")
    return Sources(used, list(clashes))


def _by_source(sheet: PlanSheet) -> dict[int, list[FundingLine]]:
    """The lines that count, of each source of the plan."""
    result: dict[int, list[FundingLine]] = defaultdict(list)
    for one in sheet.lines:
        if one.source is not None and one.counted_cents and one.state not in GONE:
            result[one.source.pk].append(one)
    return result


def sourced(sheet: PlanSheet, sources: Sources) -> list[Sourced]:
    """What the plan counts of each of its sources, beside their rules."""
    lines_of = _by_source(sheet)
    rows = {number: lines[0].source for number, lines in lines_of.items()}
    return [
        Sourced(
            name=str(one),
            counted=sum(line.counted_cents for line in lines_of[number]),
            base=sum(map(sheet.eligible, {line.section for line in lines_of[number]})),
            rate_bp=one.rate_bp,
            cap=one.cap_cents,
            floor=one.floor_cents,
            budget=one.budget_cents,
            used=sources.used.get(number, 0),
            clashes=[
                str(rows[other])
                for first, other in sources.clashes
                if first == number and other in rows
            ],
            checked_on=one.checked_on,
        )
        for number, one in rows.items()
        if one is not None
    ]


def _used(rows: Iterable[int]) -> dict[int, int]:
    """What the cooperation counts of each source in the year in which it counts most of it."""
    sums = FundingLine.objects.filter(source__in=rows).values_list("source", "year")
    result: dict[int, int] = {}
    for number, _year, cents in sums.annotate(Sum("counted_cents")).order_by("source", "year"):
        result[number] = max(result.get(number, 0), cents)
    return result


def _detr(line: FundingLine) -> Detr:
    days = {one.kind: one.on for one in standing_steps(line)}
    requested, granted = (days.get(one) for one in (MoneyState.REQUESTED, MoneyState.GRANTED))
    return Detr(line.year, requested, line.received_on, granted)


def _grants(running: Iterable[FundingLine]) -> list[Grant]:
    """What public bodies give to an association, by year."""
    return [
        Grant(
            short_funder(one),
            one.year,
            euros(one.counted_cents),
            in_kind=one.kind == LineKind.VALUED,
        )
        for one in running
        if one.funder
        and one.kind != LineKind.OWN
        and one.status == MoneyStatus.PUBLIC
        and (one.beneficiary or one.plan.owner).kind == OrganisationKind.ASSOCIATION
    ]
