"""What the mission of money says of the plans, and where it leads."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.funding.funding_plan.plan_readings import Amount
from maillage.trade.funding.funding_plan.states import FundingFacts, PlanFact, funding
from maillage.trade.funding.funding_plan.words import awaited_words
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.funding.funding_sources.makers import make_funding_source
from tests.trade.funding.makers import (
    make_alerting_plan,
    make_check_reason,
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)

url = pages_of("funding")

DAY = date(2026, 10, 6)


def fact(**of: object) -> PlanFact:
    values: dict[str, object] = {
        "name": "Crèche",
        "url": "/p/",
        "gap": 0,
        "is_balanced": True,
        "has_lost": False,
        "has_alert": False,
        "is_silent": False,
        "is_dormant": False,
        "is_running": True,
        "moved_on": DAY,
    }
    return PlanFact(**(values | of))  # type: ignore[arg-type]  # the fields of a fact


@pytest.mark.parametrize(
    ("plans", "level", "reason"),
    [
        ([], Level.TODO, "Aucun plan de financement n’a de coût."),
        (
            [fact(is_balanced=False, gap=2_800_000)],
            Level.DOING,
            "Aucun plan n’est équilibré. Il manque 28 000 € à « Crèche ».",
        ),
        ([fact()], Level.DONE, "Chaque plan en cours est équilibré, chaque alerte a sa raison."),
        ([fact(has_lost=True)], Level.AGED, "Un refus a laissé un manque dans « Crèche »."),
        (
            [fact(), fact(is_silent=True)],
            Level.AGED,
            "De l’argent demandé est sans nouvelle depuis six mois dans « Crèche ».",
        ),
        (
            [fact(), fact(is_dormant=True)],
            Level.AGED,
            "De l’argent pressenti est sans nouvelle depuis six mois dans « Crèche ».",
        ),
    ],
)
def test_mission_says_what_the_plans_prove(
    plans: list[PlanFact], level: Level, reason: str
) -> None:
    state = funding(FundingFacts(plans, date(2026, 11, 25), "/plans/"))

    assert (state.level, plain(state.reason)) == (level, reason)


def test_what_an_association_runs_on_is_checked_too(
    officer: Client, cooperation: Cooperation
) -> None:
    place = cooperation.workspace
    owner = make_organisation(workspace=place, name="Le Cabas", kind="association")
    state = make_organisation(workspace=place, name="ARS", kind="state")
    plan = make_funding_plan(cooperation=cooperation, owner=owner)
    make_cost_line(plan=plan, section="operating", euros=39_000)
    make_funding_line(plan=plan, section="operating", funder=state, state="granted", euros=28_000)

    page = plain(officer.get(url(cooperation, "plan", plan.pk)).text)
    marked = url(cooperation, "funding_plan") + "?regle=1"
    before = plain(officer.get(marked).text)
    every = plain(officer.get(url(cooperation, "funding_plan")).text)
    make_check_reason(plan=plan, rule="association")
    after = plain(officer.get(marked).text)

    alert = "Convention obligatoire avec l’ARS en 2027 (28 000 €)"
    way = f'href="{url(cooperation, "plan", plan.pk)}#m-rules">{alert}</a></small></th>'
    assert f"{alert}." in page
    assert [f">{plan}<" in one for one in (before, after)] == [True, False]
    assert [way in before, alert in every] == [True, False]


def test_a_plan_of_several_rules_says_the_first_and_counts_the_others(
    officer: Client, cooperation: Cooperation
) -> None:
    place = cooperation.workspace
    owner = make_organisation(workspace=place, name="Le Cabas", kind="association")
    state = make_organisation(workspace=place, name="ARS", kind="state")
    plan = make_funding_plan(cooperation=cooperation, owner=owner)
    make_cost_line(plan=plan, euros=100_000)
    line = make_funding_line(plan=plan, funder=state, state="granted", euros=28_000)
    line.rate_bp = 1_000
    line.save()

    page = plain(officer.get(url(cooperation, "funding_plan") + "?regle=1").text)
    own = officer.get(url(cooperation, "plan", plan.pk)).text

    assert own.count('data-level="attention"') + own.count('data-level="calls"') == 2
    assert re.search(r"#m-rules\">[^<]+</a> et une autre</small>", page)


def test_chip_of_the_rules_keeps_the_plans_whose_page_bears_a_mark(
    officer: Client,
    cooperation: Cooperation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    source = make_funding_source(cooperation=cooperation, rate_bp=2_000)
    plans = [make_funding_plan(cooperation=cooperation) for _number in range(6)]
    for number, plan in enumerate(plans):
        make_cost_line(plan=plan, euros=100_000)
        line = make_funding_line(plan=plan, state="requested", euros=50_000)
        line.rate_bp = 1_000 if number == 0 else None
        line.source = source if number == 1 else None
        line.save()

    with django_assert_max_num_queries(60):
        page = plain(officer.get(url(cooperation, "funding_plan") + "?regle=1").text)
    marks = [
        'data-level="attention"' in officer.get(url(cooperation, "plan", one.pk)).text
        for one in plans
    ]

    assert marks[:2] == [True, True]
    assert [f">{one}<" in page for one in plans] == marks


def test_what_is_to_be_displayed_has_its_gesture(officer: Client, access: Access) -> None:
    plan = make_alerting_plan(cooperation=access.cooperation)
    make_funding_line(plan=plan, kind="own", state="granted", euros=60_000, label="")

    sheet = plain(officer.get(url(access.cooperation, "plan", plan.pk)).text)

    aside = sheet.partition('<aside class="m-expected')[2].partition("</aside>")[0]
    assert "Afficher le plan" in aside
    assert "Il devait l’être le 18 mars 2025." in aside
    assert url(access.cooperation, "plan_displayed", plan.pk) in aside


def test_a_refusal_is_said_of_whom_and_of_how_much(officer: Client, access: Access) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    make_cost_line(plan=plan)
    hospital = member_with_name(access.cooperation, "Centre hospitalier de Ligny")
    line = make_funding_line(plan=plan, funder=hospital, state="requested", euros=5_000)
    make_line_step(line=line, kind="refused", euros=None, on=date(2026, 11, 2))

    sheet = plain(officer.get(url(access.cooperation, "plan", plan.pk)).text)

    assert "Refusé : 5 000 € par le Centre hospitalier de Ligny." in sheet


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "une demande à A"),
        (4, "des demandes à A, à B, à C et à D"),
        (5, "des demandes à A, à B, à C et à deux autres, à lire dans « Qui paie »"),
    ],
)
def test_one_more_who_is_awaited_is_named_too(count: int, words: str) -> None:
    rows = [
        Amount(name, "investment", 2026, "grant", "public", "expected", 100)
        for name in "ABCDE"[:count]
    ]

    assert awaited_words(rows) == words


@pytest.mark.parametrize(
    ("requested", "words"),
    [
        ("A", "la réponse d’A, des demandes à B et à C, et deux autres accords"),
        ("AB", "les réponses d’A et de B, une demande à C, et deux autres accords"),
        ("ABC", "les réponses d’A, de B et de C, et deux autres accords"),
        ("ABCDE", "les réponses d’A, de B, de C et de deux autres"),
    ],
)
def test_those_who_are_awaited_for_one_thing_are_gathered(requested: str, words: str) -> None:
    rows = [
        Amount(*(name, "investment", 2026, "grant", "public"), state, 100)
        for name in "ABCDE"
        for state in ["requested" if name in requested else "expected"]
    ]

    assert awaited_words(rows) == f"{words}, à lire dans « Qui paie »"


def test_a_step_is_asked_of_one_year_and_of_today(officer: Client, access: Access) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    line = make_funding_line(plan=plan, year=2027)

    page = officer.get(url(access.cooperation, "line_step", line.pk)).text

    assert f"{line}, 2027" in plain(page)
    assert f'value="{timezone.localdate():%d/%m/%Y}"' in page


def test_mission_leads_to_the_plan_that_it_names(officer: Client, access: Access) -> None:
    plan = make_alerting_plan(cooperation=access.cooperation)
    mission = f"/c/{access.cooperation.slug}/missions/construction.partnerships.funding/"

    page = plain(officer.get(mission).text)

    aside = page.partition('<aside class="m-expected')[2].partition("</aside>")[0]
    assert f'm-button-main" href="{url(access.cooperation, "plan", plan.pk)}">Y aller' in aside
    assert f">{plan}</a>" in page
