"""Which sources leave the owners least to pay, under the rules noted and the law."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.best_plan.problem import Candidate, Fixed, Rules, propose
from maillage.trade.funding.best_plan.queries import candidates, usable_sources
from maillage.trade.funding.funding_plan.services import settle
from maillage.trade.funding.models import FundingPlan, FundingSource
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.funding_sources.makers import make_funding_source, make_source_match
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action

FIFTH = Fraction(1, 5)
HALL = Candidate(plan=1, cost=10_000_000, own_share_floor=Fraction(1, 5), fixed=())
GRANTED = Fixed(name="Département", cents=1_000_000, is_public=True, source=30)
STATE = Rules(source=10, name="DETR", is_public=True, rate_bp=4_000)
REGION = Rules(source=20, name="Région", is_public=True, cap=5_000_000)


@pytest.mark.parametrize(
    ("plan", "sources", "grants", "own"),
    [
        (HALL, [STATE], {10: 4_000_000}, 6_000_000),
        (HALL, [replace(STATE, left=1_500_000)], {10: 1_500_000}, 8_500_000),
        (HALL, [replace(STATE, floor=4_500_000)], {}, 10_000_000),
        (HALL, [replace(STATE, serves=frozenset({2}))], {}, 10_000_000),
        (replace(HALL, fixed=[GRANTED]), [STATE], {10: 4_000_000}, 5_000_000),
        (replace(HALL, fixed=[replace(GRANTED, source=10)]), [STATE], {}, 9_000_000),
        (
            replace(HALL, fixed=[GRANTED]),
            [replace(STATE, excludes=frozenset({30})), REGION],
            {20: 5_000_000},
            4_000_000,
        ),
        (HALL, [replace(STATE, excludes=frozenset({20})), REGION], {20: 5_000_000}, 5_000_000),
    ],
    ids=["rate", "envelope", "least", "matched", "kept", "had", "clash", "either"],
)  # fmt: skip
def test_grants_follow_the_rules_of_each_source(
    plan: Candidate, sources: list[Rules], grants: dict[int, int], own: int
) -> None:
    answer = propose([plan], sources)

    one = answer.plans[0]
    assert (answer.is_best, dict(one.grants), one.own) == (True, grants, own)


def test_owner_keeps_its_least_share_of_what_is_kept_and_proposed() -> None:
    plan = replace(HALL, fixed=[GRANTED])

    answer = propose([plan], [STATE, REGION]).plans[0]

    assert (answer.own, sum(cents for _source, cents in answer.grants)) == (2_000_000, 7_000_000)


def test_owner_that_must_pay_all_is_proposed_nothing() -> None:
    answer = propose([replace(HALL, own_share_floor=Fraction(1))], [STATE]).plans[0]

    assert (answer.grants, answer.own, answer.is_too_much) == ([], 10_000_000, False)


def test_source_of_another_section_or_closed_for_good_is_left_out(access: Access) -> None:
    past = timezone.localdate() - timedelta(days=1)
    values: dict[str, dict[str, object]] = {
        "Fonctionnement": {"section": "operating"},
        "Fermée": {"closes_on": past},
        "Revient": {"closes_on": past, "recurrence": "recurring"},
        "Sans règle": {"rate_bp": None},
        "Ouverte": {"cap_cents": None},
    }
    for name, more in values.items():
        source = make_funding_source(cooperation=access.cooperation, name=name, rate_bp=1_000)
        FundingSource.objects.filter(pk=source.pk).update(**more)

    assert sorted(str(one) for one in usable_sources(access)) == ["Ouverte", "Revient"]


def test_what_already_passes_the_rules_is_said() -> None:
    plan = replace(HALL, fixed=[replace(GRANTED, cents=9_000_000)])

    answer = propose([plan], [STATE]).plans[0]

    assert (answer.is_too_much, answer.grants, answer.own) == (True, [], 1_000_000)


def test_owner_that_cannot_pay_is_shown_what_holds_it_back() -> None:
    answer = propose([HALL], [STATE], most_own=5_000_000)

    assert answer.missing == 1_000_000
    assert [plain(words) for words in answer.plans[0].held_back_by] == [
        "DETR : montant maximal de 40 000,00 € atteint.",
    ]


def make_plan(cooperation: Cooperation, owner: Organisation) -> FundingPlan:
    plan = make_funding_plan(action=make_action(cooperation=cooperation), owner=owner)
    make_cost_line(plan=plan, euros=100_000)
    make_funding_line(plan=plan, kind="own", funder=owner, is_remainder=True)
    settle(plan)
    return plan


@pytest.fixture
def town(cooperation: Cooperation) -> Organisation:
    return make_organisation(workspace=cooperation.workspace, name="Orval", kind="commune")


@pytest.fixture
def detr(cooperation: Cooperation) -> FundingSource:
    return make_funding_source(cooperation=cooperation, name="DETR 2027", rate_bp=4_000)


def test_page_proposes_what_to_aim_at(
    officer: Client, access: Access, town: Organisation, detr: FundingSource
) -> None:
    plan = make_plan(access.cooperation, town)
    address = reverse("funding:best_plan", args=[access.cooperation.slug])
    FundingSource.objects.update(eligible_costs="travaux", beneficiaries="communes")

    page = plain(officer.get(address, {"plans": plan.pk, "sources": detr.pk}).content.decode())
    aim = officer.get(
        reverse("funding:source_aim", args=[access.cooperation.slug, detr.pk]),
        {"plan": str(plan.pk), "cents": "40000"},
    )

    assert (
        "Le maître d’ouvrage paierait 60 000 € ; aujourd’hui, le plan lui en laisse 100 000 €. "
        "Aucun autre choix parmi ces sources ne laisse moins à payer."
    ) in page
    assert "− 40 000 € à sa charge" in page
    assert "aide : travaux ; pour : communes" in page
    assert f'sources/{detr.pk}/viser/?plan={plan.pk}&amp;cents=40000"' in page
    form = aim.context["form"]
    assert (form["plan"].value(), form["cents"].value()) == (str(plan.pk), "40000")


def test_private_money_lowers_what_the_owner_must_keep(
    access: Access, town: Organisation, detr: FundingSource
) -> None:
    plan = make_plan(access.cooperation, town)
    patron = make_organisation(workspace=access.cooperation.workspace, kind="association")
    make_funding_line(plan=plan, funder=patron, euros=10_000, state="granted")

    (row,) = candidates([plan], [detr])

    assert (row.own_share_floor, row.open_cents) == (FIFTH, 9_000_000)


@pytest.mark.parametrize("count", [1, 3])
def test_page_reads_any_number_of_plans_in_as_many_queries(
    officer: Client,
    access: Access,
    town: Organisation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plans = [make_plan(access.cooperation, town) for _one in range(count)]
    rows = [
        make_funding_source(cooperation=access.cooperation, name=f"Source {n}", rate_bp=1_000)
        for n in range(count)
    ]
    make_source_match(source=rows[0], action=plans[0].action)
    address = reverse("funding:best_plan", args=[access.cooperation.slug])
    question: dict[str, list[int]] = {
        "plans": [one.pk for one in plans],
        "sources": [one.pk for one in rows],
    }
    officer.get(address, question)

    with django_assert_num_queries(12):
        officer.get(address, question)
