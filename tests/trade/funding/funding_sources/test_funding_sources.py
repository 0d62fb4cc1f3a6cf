"""Who could pay what: the days of a source, its rules, what is aimed at, who reads it."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.context.models import Duty
from maillage.trade.funding.choices import PlanRule, Stance
from maillage.trade.funding.funding_plan.queries.facts import facts_of
from maillage.trade.funding.funding_plan.queries.sheet import plan_sheet
from maillage.trade.funding.funding_plan.rules.sources import source_checks
from maillage.trade.funding.funding_plan.services import aim, remove_line
from maillage.trade.funding.funding_sources import queries
from maillage.trade.funding.funding_sources.services import set_aside
from maillage.trade.funding.funding_sources.words import (
    checked_words,
    sources_sentence,
    state_words,
    window_words,
)
from maillage.trade.funding.models import FundingLine, FundingPlan, FundingSource
from tests.conftest import SignIn
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.funding_sources.makers import make_funding_source, make_source_match
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action

TODAY = date(2026, 11, 25)
FEBRUARY = date(2027, 2, 27)


@pytest.fixture
def state(cooperation: Cooperation) -> Organisation:
    return make_organisation(workspace=cooperation.workspace, name="Préfecture", kind="state")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"opens_on": date(2026, 11, 2), "closes_on": FEBRUARY},
            ("du 2 novembre 2026 au 27 février 2027", "ouverte", "le 1er septembre 2026"),
        ),
        (
            {"closes_on": date(2026, 2, 27), "recurrence": "recurring"},
            (
                "jusqu’au 27 février 2026",
                "revient : fermeture vers le 27 février 2027, à confirmer",
                "le 1er septembre 2026 : à vérifier",
            ),
        ),
        (
            {"closes_on": date(2026, 2, 27)},
            ("jusqu’au 27 février 2026", "fermée", "le 1er septembre 2026"),
        ),
        (
            {"opens_on": date(2027, 1, 4), "checked_on": None},
            ("depuis le 4 janvier 2027", "pas encore ouverte", "jamais vérifiée"),
        ),
        (
            {"recurrence": "ongoing", "checked_on": date(2025, 11, 1)},
            ("tout le temps", "ouverte", "le 1er novembre 2025 : à vérifier"),
        ),
        ({}, ("dates à noter", "dates à noter", "le 1er septembre 2026")),
    ],
)
def test_a_source_says_when_one_may_ask(
    cooperation: Cooperation, values: dict[str, object], expected: tuple[str, ...]
) -> None:
    number = make_funding_source(cooperation=cooperation).pk
    FundingSource.objects.filter(pk=number).update(**values)
    one = FundingSource.objects.get(pk=number)

    words = window_words(one, TODAY), state_words(one, TODAY), checked_words(one, TODAY)

    assert tuple(map(plain, words)) == expected
    chips = queries.open_sources, queries.closing_sources, queries.stale_sources
    listed = [one in chip(FundingSource.objects.all(), TODAY) for chip in chips]
    assert listed == [one.is_open(TODAY), False, one.is_stale(TODAY)]


def test_the_sentence_counts_what_closes_and_what_could_answer(
    cooperation: Cooperation, access: Access
) -> None:
    def sentence(*, in_team: bool = True) -> str:
        rows = list(queries.with_matches(access, queries.sources(access)))
        return plain(sources_sentence(rows, TODAY, in_team=in_team))

    assert sentence() == "Aucune source n’est ouverte aujourd’hui."

    make_funding_source(cooperation=cooperation, recurrence="ongoing")
    assert sentence() == "Une source est ouverte ; aucune ne ferme d’ici trois mois."

    for closes_on in (date(2027, 1, 31), date(2027, 2, 12)):
        detr = make_funding_source(cooperation=cooperation, closes_on=closes_on)
        make_source_match(source=detr)
    assert (sentence(), sentence(in_team=False)) == (
        "Deux sources ferment d’ici trois mois, la première le 31 janvier 2027 ; "
        "deux actions pourraient y répondre.",
        "Deux sources ferment d’ici trois mois, la première le 31 janvier 2027.",
    )

    set_aside(access=access, source=detr, read=detr.version, reason="Pas de gare.")
    assert sentence().startswith("Une source ferme d’ici trois mois, le 31 janvier 2027")


def test_three_months_are_counted_to_the_day(cooperation: Cooperation, access: Access) -> None:
    closings = (date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3))
    for closes_on in closings:
        make_funding_source(cooperation=cooperation, closes_on=closes_on)
    rows = list(queries.with_matches(access, queries.sources(access)))

    days = (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3))
    sentences = [plain(sources_sentence(rows, day, in_team=False)) for day in days]

    words = ("Une source ferme", "Deux sources", "Trois sources", "Quatre sources")
    assert [one.startswith(word) for one, word in zip(sentences, words, strict=True)] == [True] * 4


@pytest.fixture
def plan(cooperation: Cooperation) -> FundingPlan:
    plan = make_funding_plan(action=make_action(cooperation=cooperation, title="Halle"))
    make_cost_line(plan=plan)
    return plan


def test_what_is_aimed_at_enters_the_plan_and_what_is_due(
    access: Access, plan: FundingPlan, state: Organisation
) -> None:
    source = make_funding_source(
        cooperation=plan.cooperation, name="DETR 2027", funder=state, closes_on=FEBRUARY
    )
    line = FundingLine(plan=plan, year=2027, funder=state, label="DETR 2027", source=source)

    aim(access=access, line=line, cents=40_000_00, on=TODAY)

    source.refresh_from_db()
    duty = Duty.objects.get()
    assert (line.state, line.counted_cents, line.visibility) == ("expected", 40_000_00, "team")
    assert (duty.kind, str(duty), duty.due_on, duty.funder) == (
        "call",
        "Dossier à déposer, Halle",
        FEBRUARY,
        state,
    )
    assert ([one.action for one in source.matches.all()], source.stance) == (
        [plan.action],
        Stance.OURS,
    )

    remove_line(access=access, line=line)

    assert Duty.objects.count() == 0


def check(access: Access, plan: FundingPlan) -> list[tuple[str, str, str]]:
    rows = source_checks(facts_of(plan_sheet(access, plan)))
    return [(one.rule, one.level, plain(one.note)) for one in rows]


@pytest.mark.parametrize(
    "expected",
    [
        ({"rate_bp": 4000, "cap_cents": 50_000_00, "floor_cents": 1_000_00}, ""),
        (
            {"rate_bp": 3000},
            "DETR : 40 000 €, pour 30 000 € au plus d’après son taux.",
        ),
        ({"cap_cents": 1}, "DETR : 40 000 €, pour un plafond de 0,01 €."),
        (
            {"floor_cents": 50_000_00},
            "DETR : 40 000 €, sous l’aide minimale de 50 000 €.",
        ),
        (
            {"budget_cents": 60_000_00},
            "DETR : 80 000 € comptés sur une année, pour une enveloppe de 60 000 €.",
        ),
    ],
)
def test_a_plan_is_read_beside_the_rules_of_its_sources(
    access: Access, plan: FundingPlan, state: Organisation, expected: tuple[dict[str, int], str]
) -> None:
    rules, note = expected
    source = make_funding_source(cooperation=plan.cooperation, name="DETR")
    FundingSource.objects.filter(pk=source.pk).update(**rules)
    other = make_funding_plan(cooperation=plan.cooperation)
    for one in (plan, other):
        line = make_funding_line(plan=one, funder=state, euros=40_000)
        FundingLine.objects.filter(pk=line.pk).update(source=source)

    assert check(access, plan) == [(PlanRule.SOURCES, "attention" if note else "", note)]


def test_a_rate_is_of_what_may_be_helped(
    access: Access, plan: FundingPlan, state: Organisation
) -> None:
    source = make_funding_source(cooperation=plan.cooperation, name="DETR", rate_bp=4000)
    land = make_cost_line(plan=plan, label="Terrain", euros=50_000)
    line = make_funding_line(plan=plan, funder=state, euros=60_000)
    FundingLine.objects.filter(pk=line.pk).update(source=source)
    before = check(access, plan)
    land.is_eligible = False
    land.save()

    note = "DETR : 60 000 €, pour 40 000 € au plus d’après son taux."
    assert (before, check(access, plan)) == (
        [(PlanRule.SOURCES, "", "")],
        [(PlanRule.SOURCES, "attention", note)],
    )


def test_two_sources_that_do_not_add_up_are_said(
    access: Access, plan: FundingPlan, state: Organisation
) -> None:
    assert check(access, plan) == []
    sources = [
        make_funding_source(cooperation=plan.cooperation, name=name) for name in ("DETR", "DSIL")
    ]
    sources[0].excludes.add(sources[1])
    for one in sources:
        line = make_funding_line(plan=plan, funder=state, label=one.name, euros=10_000)
        FundingLine.objects.filter(pk=line.pk).update(source=one)

    note = "DETR ne se cumule pas avec DSIL. DSIL ne se cumule pas avec DETR."
    assert check(access, plan) == [(PlanRule.SOURCES, "attention", note)]


@pytest.mark.parametrize("role", ["team", "elected", "partner", "observer"])
def test_what_one_means_to_ask_for_is_the_teams(
    cooperation: Cooperation, sign_in: SignIn, role: str
) -> None:
    source = make_funding_source(cooperation=cooperation, stance_reason="Pas de gare.")
    make_source_match(source=source, action=make_action(cooperation=cooperation, title="Halle"))
    url = reverse("funding:source", args=[cooperation.slug, source.pk])
    client = sign_in(role)

    page = plain(client.get(url).content.decode())

    shown = ["DETR 2027" in page, "Halle" in page, "Pas de gare." in page]
    assert shown == [True, role == "team", role == "team"]
    assert client.get(f"{url}viser/").status_code == 403


def test_an_officer_confirms_the_days_of_the_next_window(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    source = make_funding_source(
        cooperation=cooperation, recurrence="recurring", closes_on=date(2026, 2, 27)
    )
    url = reverse("funding:source_window", args=[cooperation.slug, source.pk])
    client = sign_in("officer")
    values = {"opens_on": "", "closes_on": "26/02/2027", "version": "1"}

    client.post(url, values)

    source.refresh_from_db()
    assert (source.opens_on, source.closes_on) == (None, date(2027, 2, 26))


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_much_for_one_as_for_three(
    cooperation: Cooperation,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _rank in range(count):
        make_source_match(source=make_funding_source(cooperation=cooperation))
    client = sign_in("team")
    url = reverse("funding:funding_sources", args=[cooperation.slug])
    client.get(url)

    with django_assert_num_queries(10):
        client.get(url)


def test_one_name_is_one_source(cooperation: Cooperation, sign_in: SignIn) -> None:
    make_funding_source(cooperation=cooperation, name="DETR 2027")
    url = reverse("funding:source_add", args=[cooperation.slug])

    page = sign_in("officer").post(url, {"name": "DETR 2027"}).content.decode()

    assert "Cette source est déjà notée" in plain(page)
    assert FundingSource.objects.count() == 1
