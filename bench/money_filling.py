"""What money is measured? Plans with their lines and steps, sources, keys, contributions."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import MoneyState, MoneyStatus
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.models import (
    Contribution,
    ContributionCall,
    CostKey,
    CostLine,
    CostSharing,
    CriterionValue,
    FundingLine,
    FundingPlan,
    FundingSource,
    KeyWeight,
    LineStep,
    SharingCriterion,
    SharingMember,
)
from maillage.trade.plan.models import Action

MANY = 100
# plans, lines of each, sources, structures that pay
SIZES = {"demo": (10, 8, 9, 9), "large": (300, 24, 60, 100)}
YEARS = (2026, 2027, 2028)
STATES = (MoneyState.EXPECTED, MoneyState.REQUESTED, MoneyState.GRANTED, MoneyState.PAID)
FUNDERS = 40


def fill_money(
    author: User, cooperation: Cooperation, organisations: Sequence[Organisation]
) -> None:
    """Make the money of these structures, nine or many; inside a write of this author."""
    size = "demo" if len(organisations) < MANY else "large"
    plans, lines, sources, payers = SIZES[size]
    made = _fill_plans(author, cooperation, organisations, plans)
    _fill_lines(author, made, organisations[:FUNDERS], lines)
    journal.bulk_create(
        FundingSource,
        (
            FundingSource(
                cooperation=cooperation,
                name=f"Source {number}",
                funder=organisations[number % len(organisations)],
                closes_on=date(2027, 1 + number % 12, 1 + number % 28),
            )
            for number in range(sources)
        ),
    )
    _fill_key(author, cooperation, organisations[:payers])
    _fill_contributions(cooperation, organisations[:payers])


def _fill_plans(
    author: User, cooperation: Cooperation, organisations: Sequence[Organisation], count: int
) -> list[FundingPlan]:
    actions = Action.objects.filter(cooperation=cooperation).order_by("pk")
    made = journal.bulk_create(
        FundingPlan,
        (
            FundingPlan(
                cooperation=cooperation,
                author=author,
                visibility=Visibility.MEMBERS,
                action=action,
                owner=organisations[number % len(organisations)],
            )
            for number, action in enumerate(islice(actions, count))
        ),
    )
    journal.bulk_create(
        CostLine,
        (
            CostLine(plan=plan, year=year, label="Travaux", amount_cents=400_000_00)
            for plan in made
            for year in YEARS
        ),
    )
    return made


def _fill_lines(
    author: User, plans: Sequence[FundingPlan], funders: Sequence[Organisation], count: int
) -> None:
    lines = journal.bulk_create(
        FundingLine,
        (
            FundingLine(
                cooperation_id=plan.cooperation_id,
                author=author,
                plan=plan,
                visibility=Visibility.MEMBERS,
                year=YEARS[number % len(YEARS)],
                funder=funders[(number + place) % len(funders)],
                label=f"Dispositif {number}",
                status=MoneyStatus.PUBLIC,
                state=STATES[number % len(STATES)],
                expected_cents=40_000_00,
                requested_cents=40_000_00 if number % len(STATES) else None,
                granted_cents=40_000_00 if number % len(STATES) > 1 else None,
                paid_cents=40_000_00 if number % len(STATES) > 2 else None,
                counted_cents=40_000_00,
            )
            for place, plan in enumerate(plans)
            for number in range(count)
        ),
    )
    journal.bulk_create(
        LineStep,
        (
            LineStep(
                line=line,
                kind=kind,
                on=date(2026, 1 + rank, 15),
                told_on=date(2026, 1 + rank, 15),
                amount_cents=40_000_00,
                means=Means.ACT,
                recorded_by=author,
            )
            for line in lines
            for rank, kind in enumerate(STATES[: STATES.index(MoneyState(line.state)) + 1])
        ),
    )


def _fill_key(
    author: User, cooperation: Cooperation, organisations: Sequence[Organisation]
) -> None:
    sharing = CostSharing.objects.create(
        cooperation=cooperation, label="Ingénierie", year=2027, total_cents=76_500_00
    )
    criterion = SharingCriterion.objects.create(
        sharing=sharing, kind=Measure.POPULATION, label="Population", unit="habitants"
    )
    for letter in "ABC":
        key = CostKey.objects.create(sharing=sharing, letter=letter, label=f"Clé {letter}")
        KeyWeight.objects.create(key=key, criterion=criterion, weight_bp=10_000)
    members = journal.bulk_create(
        SharingMember,
        (
            SharingMember(sharing=sharing, organisation=one, place=place)
            for place, one in enumerate(organisations)
        ),
    )
    journal.bulk_create(
        CriterionValue,
        (
            CriterionValue(criterion=criterion, member=one, value=Decimal(500 + place))
            for place, one in enumerate(members)
        ),
    )


def _fill_contributions(cooperation: Cooperation, organisations: Sequence[Organisation]) -> None:
    made = journal.bulk_create(
        Contribution,
        (
            Contribution(
                cooperation=cooperation, organisation=one, year=year, planned_cents=14_200_00
            )
            for one in organisations
            for year in (2023, 2024, 2025, 2026, 2027)
        ),
    )
    journal.bulk_create(
        ContributionCall,
        (
            ContributionCall(
                contribution=one,
                cents=14_200_00,
                called_on=date(one.year, 3, 12),
                due_on=date(one.year, 4, 30),
            )
            for one in made
        ),
    )
