"""The register of plans, what waits, and the mission say what the plans prove."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.models import Duty
from maillage.trade.funding.funding_plan.plan_readings import Amount
from maillage.trade.funding.funding_plan.queries.rows import plan_rows
from maillage.trade.funding.funding_plan.services import edit_plan, record_step
from maillage.trade.funding.funding_plan.states import FundingFacts, PlanFact, funding
from maillage.trade.funding.funding_plan.words import awaited_words
from maillage.trade.funding.models import CostLine, LineStep
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.context.makers import make_duty
from tests.trade.funding.funding_sources.makers import make_funding_source
from tests.trade.funding.makers import (
    make_alerting_plan,
    make_check_reason,
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.plan.makers import make_action

DAY = date(2026, 10, 6)
url = pages_of("funding")


def test_register_sums_what_each_plan_lacks(officer: Client, cooperation: Cooperation) -> None:
    plan = make_funding_plan(cooperation=cooperation, label="Légumerie")
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, state="granted", euros=72_000)

    read = plain(officer.get(url(cooperation, "funding_plan")).text)

    assert "Un plan chiffré, 100 000 € ; 72 000 € acquis. Il manque 28 000 €" in read


def test_register_says_the_whole_gap_of_what_its_filters_keep(
    officer: Client, cooperation: Cooperation
) -> None:
    page = url(cooperation, "funding_plan")
    for label, granted in (("Légumerie", 72_000), ("Crèche", 40_000), ("Halle", 100_000)):
        plan = make_funding_plan(cooperation=cooperation, label=label)
        make_cost_line(plan=plan)
        make_funding_line(plan=plan, state="granted", euros=granted)

    read = {
        question: plain(officer.get(f"{page}?{question}").text)
        for question in ("", "q=legumerie", "boucler=1", "q=rien")
    }

    assert (
        "Trois plans chiffrés, 300 000 € en tout ; 212 000 € acquis. "
        "Il manque 88 000 € à deux plans, le plus à « Crèche » : 60 000 €." in read[""]
    )
    assert "Un plan chiffré, 100 000 € ; 72 000 € acquis. Il manque 28 000 €" in read["q=legumerie"]
    assert "Deux plans chiffrés, 200 000 € en tout ; 112 000 € acquis." in read["boucler=1"]
    assert "Aucun plan ne répond à ces filtres." in read["q=rien"]


def test_a_section_in_excess_fills_no_hole_in_the_other(access: Access) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    for section, euros in (("investment", 150_000), ("operating", 20_000)):
        make_cost_line(plan=plan, section=section)
        make_funding_line(plan=plan, section=section, state="granted", euros=euros)

    [row] = plan_rows(access, [plan])

    assert (row.sure, row.gap, row.excess) == (12_000_000, 8_000_000, 5_000_000)


def test_what_waits_for_an_answer_is_found_by_its_chip_and_its_funder(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation, label="Légumerie")
    make_cost_line(plan=plan)
    funder = member_with_name(cooperation, "Caf des Ouzes")
    make_funding_line(plan=plan, funder=funder, state="requested")
    page = url(cooperation, "funding_plan")

    results = {
        (role, question): "Légumerie" in sign_in(role).get(f"{page}?{question}").text
        for role in ("team", "partner")
        for question in ("attente=1", "q=caf")
    }

    assert results == {
        ("team", "attente=1"): True,
        ("team", "q=caf"): True,
        ("partner", "attente=1"): True,
        ("partner", "q=caf"): False,
    }


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


def test_a_detr_waits_for_the_beginning_then_for_the_end(access: Access) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    line = make_funding_line(plan=plan, state="requested")
    line.is_detr = True
    line.save()

    def due() -> list[tuple[str, date | None, bool]]:
        rows = Duty.objects.order_by("kind")
        return [(one.kind, one.due_on, bool(one.article)) for one in rows]

    def note(kind: str, euros: int | None) -> None:
        line.refresh_from_db()
        cents = None if euros is None else euros * 100
        happened = LineStep(kind=kind, on=date(2026, 10, 6), amount_cents=cents)
        record_step(access=access, line=line, read=line.version, step=happened)

    before = due()
    note("granted", 40_000)
    granted = due()
    plan.begun_on = date(2026, 11, 2)
    edit_plan(access=access, plan=plan, read=plan.version)
    begun = due()
    note("lapsed", None)

    assert (before, granted, begun, due()) == (
        [],
        [("begin", date(2028, 10, 6), True)],
        [("finish", date(2030, 11, 2), True)],
        [],
    )


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


def test_a_milliard_is_asked_about_once(officer: Client, cooperation: Cooperation) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    page = url(cooperation, "cost_add", plan.pk)
    sent = {
        "label": "Travaux",
        "amount_cents": "1 200 000 000",
        "year": "2027",
        "source": "quote",
        "section": "investment",
        "kind": "works",
    }

    first = plain(officer.post(page, sent).text)
    officer.post(page, {**sent, "sure": "on"})

    assert "1 200 000 000 € : est-ce bien en euros ? Confirmez, ou corrigez." in first
    assert 'name="sure"' in first
    assert [one.amount_cents for one in CostLine.objects.all()] == [120_000_000_000]


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("ctg", ["Attendu", "Demandé", "Notifié", "Versé"]),
        ("crte", ["Pressenti", "Sollicité", "Acquis", "Versé"]),
        ("leader", ["Pressenti", "Demandé", "Programmé", "Payé"]),
        ("other", ["Pressenti", "Demandé", "Accordé", "Versé"]),
    ],
)
def test_states_of_money_are_in_the_words_of_the_profile(
    officer: Client, cooperation: Cooperation, profile: str, words: list[str]
) -> None:
    cooperation.profile = profile
    cooperation.save()
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, state="granted")
    make_funding_line(plan=plan, state="requested")

    page = officer.get(url(cooperation, "plan", plan.pk)).text

    heads = re.findall(r'columnheader" class="m-num">(\w+)</th>', page)
    assert heads[:4] == words
    assert f"{words[2].lower()}</" in page


def test_register_sorts_by_what_it_shows_and_sums_what_is_asked(
    officer: Client, cooperation: Cooperation
) -> None:
    for number, title, state in (("1", "Voie verte", "granted"), ("2", "Accueil", "requested")):
        action = make_action(cooperation=cooperation, number=number, title=title)
        plan = make_funding_plan(action=action)
        make_cost_line(plan=plan, euros=100_000)
        euros = 100_000 if number == "1" else 72_000
        make_funding_line(plan=plan, state=state, euros=euros)
    page = url(cooperation, "funding_plan")

    read, short = (plain(officer.get(f"{page}{question}").text) for question in ("", "?boucler=1"))

    assert read.index(">Accueil<") < read.index(">Voie verte<")
    assert "Total, 2 plans</th>" in read
    assert "200 000" in read.partition("<tfoot")[2]
    assert (">Accueil<" in short, ">Voie verte<" in short, "<tfoot" in short) == (
        True,
        False,
        False,
    )


def test_register_and_sheet_say_until_when_a_sum_is_asked_for(
    officer: Client, access: Access
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    make_cost_line(plan=plan, euros=10_000)
    line = make_funding_line(plan=plan, state="expected", euros=10_000)
    for day in (date(2126, 3, 1), date(2126, 1, 31)):
        duty = make_duty(cooperation=access.cooperation, kind="call", due_on=day)
        Duty.objects.filter(pk=duty.pk).update(origin=f"fundingline:{line.pk}")

    read = plain(officer.get(url(access.cooperation, "funding_plan")).text)
    sheet = plain(officer.get(url(access.cooperation, "plan", plan.pk)).text)

    assert "31 janv. 2126<small>appel à projets" in read
    assert "Demander 10 000 €" in sheet
    assert "Dossier à déposer avant le 31 janvier 2126 inclus." in sheet


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
        (5, "des demandes à A, à B, à C et à deux autres"),
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

    assert awaited_words(rows) == words


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


def test_each_page_of_the_register_sums_its_plans(
    officer: Client, cooperation: Cooperation
) -> None:
    for number in range(27):
        plan = make_funding_plan(cooperation=cooperation, label=f"Plan {number:02}")
        make_cost_line(plan=plan, euros=10_000)
    page = url(cooperation, "funding_plan")

    questions = ("", "?page=2", "?page=tout")
    read = [plain(officer.get(f"{page}{one}").text).partition("<tfoot")[2] for one in questions]

    assert [re.findall(r">(Total[^<]*|[\d ]+ 000)<", one)[:2] for one in read] == [
        ["Total de cette page, 25 plans", "250 000"],
        ["Total de cette page, 2 plans", "20 000"],
        ["Total, 27 plans", "270 000"],
    ]
