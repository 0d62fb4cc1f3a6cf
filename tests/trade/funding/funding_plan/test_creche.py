"""The plan of a crèche, figure by figure: published in its mock, computed by the engines."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import LineKind, MoneyState, PlanRule
from maillage.trade.funding.funding_plan import words as plan_words
from maillage.trade.funding.funding_plan.plan_readings import Advance, advances, if_refused, sums
from maillage.trade.funding.funding_plan.queries.facts import facts_of
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet, plan_sheet
from maillage.trade.funding.funding_plan.rules.all_checks import checks
from maillage.trade.funding.funding_plan.rules.checks import Check
from maillage.trade.funding.funding_plan.services import edit_line, record_step
from maillage.trade.funding.funding_plan.what_if import refusal_title, refusal_words
from maillage.trade.funding.funding_plan.words import (
    balance_sentence,
    broken_words,
    foot_words,
    treasury_words,
)
from maillage.trade.funding.models import FundingLine, FundingPlan, LineStep
from tests.conftest import SignIn
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)
from tests.trade.plan.makers import make_action

TODAY = date(2026, 11, 25)
CLAIMS = {"Caf": 43_200, "État": 70_000, "Département": 30_000, "Arbrelles": 50_000}


def body(place: Cooperation, name: str, kind: str) -> Organisation:
    return make_organisation(workspace=place.workspace, name=name, kind=kind)


def line(
    plan: FundingPlan,
    name: str,
    body_kind: str,
    euros: int,
    *,
    state: str = "granted",
    kind: str = LineKind.GRANT,
) -> FundingLine:
    funder = body(plan.cooperation, name, body_kind)
    return make_funding_line(
        plan=plan, funder=funder, euros=euros, state=state, year=2026, label="", kind=kind
    )


@pytest.fixture
def plan(access: Access) -> FundingPlan:
    """Twelve places: 560 000 €, six funders, one of each state."""
    place = access.cooperation
    owner = body(place, "CC de Valmorin", "epci")
    plan = make_funding_plan(
        action=make_action(cooperation=place), owner=owner, begun_on=date(2026, 10, 5)
    )
    costs = (("Travaux", 2026, 128_000), ("Travaux", 2027, 340_000), ("Études", 2026, 56_000))
    for label, year, euros in (*costs, ("Mobilier", 2027, 36_000)):
        make_cost_line(plan=plan, label=label, year=year, euros=euros)
    make_line_step(line=line(plan, "Caf", "social", 144_000), kind="paid", euros=43_200)
    state = line(plan, "État", "state", 140_000)
    make_line_step(line=state, kind="requested", euros=168_000, on=date(2026, 1, 14))
    make_line_step(line=state, kind="paid", euros=42_000)
    FundingLine.objects.filter(pk=state.pk).update(is_detr=True, received_on=date(2026, 1, 14))
    line(plan, "Département", "departement", 60_000, state="requested")
    line(plan, "Arbrelles", "commune", 50_000, kind="fonds_de_concours")
    line(plan, "MSA", "social", 10_000, state="expected")
    own = make_funding_line(
        plan=plan, funder=owner, kind=LineKind.OWN, euros=None, is_remainder=True, label=""
    )
    make_line_step(line=own, kind="granted", euros=156_000)
    make_line_step(line=own, kind="paid", euros=98_800)
    return plan


@pytest.fixture
def sheet(access: Access, plan: FundingPlan) -> PlanSheet:
    return plan_sheet(access, plan)


def test_sentence_says_what_is_sure_and_who_is_awaited(sheet: PlanSheet) -> None:
    balance = sheet.balance("investment")

    assert plain(balance_sentence(sheet.plan, balance, reads_all=True)) == (
        "Le plan est équilibré à 560 000 € HT. 490 000 € sont acquis ; 70 000 € attendent la "
        "réponse du Département et une demande à la MSA."
    )
    assert foot_words(balance, reads_all=True) == (
        "Autant que le coût : rien ne manque, rien ne dépasse."
    )


def test_the_owner_takes_what_is_left(plan: FundingPlan) -> None:
    own = plan.lines.get(is_remainder=True)

    assert (own.counted_cents, own.granted_cents, own.state) == (15_600_000, 15_600_000, "granted")


def test_rules_say_what_the_engines_compute(sheet: PlanSheet) -> None:
    read = {one.rule: one for one in checks(facts_of(sheet), TODAY)}

    own, aids = read[PlanRule.OWN_SHARE], read[PlanRule.AIDS]
    assert plain(own.head + own.rest) == (
        "Part de la CC de Valmorin : 156 000 €, pour un minimum de 112 000 €."
    )
    assert "81 200 €" in plain(own.note)
    fonds = read[PlanRule.FONDS]
    assert plain(fonds.head + fonds.rest) == (
        "Fonds de concours d’Arbrelles : 50 000 €, pour un maximum de 103 000 €."
    )
    assert plain(fonds.note) == (
        "Sans ce qui n’est pas encore accordé, le maximum est de 138 000 €."
    )
    assert plain(aids.head + aids.rest) == "Aides : 404 000 €, 72,1 % du coût."
    assert read[PlanRule.DETR].level == ""
    assert "5 octobre 2030" in plain(read[PlanRule.DETR].note)
    display = read[PlanRule.DISPLAY]
    assert display.level == "alert"
    assert plain(display.rest).strip() == ": il devait l’être le 20 octobre 2026."


def test_refusals_fall_on_the_owner(sheet: PlanSheet) -> None:
    after = sums(sheet.read_costs, if_refused(sheet.read_costs, sheet.read_lines))

    assert after.own == 22_600_000
    assert refusal_title(sheet, "investment") == "Et si le Département et la MSA disent non ?"
    assert plain(refusal_words(sheet, facts_of(sheet), "investment")) == (
        "La CC de Valmorin porterait 226 000 € au lieu de 156 000 €. Les règles sur les parts "
        "resteraient respectées."
    )


def test_what_is_put_forward_is_highest_at_the_end_of_the_works(
    access: Access, plan: FundingPlan
) -> None:
    for one in plan.lines.select_related("funder", "plan__owner"):
        if euros := CLAIMS.get(str(one.funder)):
            one.claim_on, one.claim_cents = date(2027, 6, 30), euros * 100
            edit_line(access=access, line=one, read=one.version)
    sheet = plan_sheet(access, plan)

    rows = advances(
        "investment", sheet.read_costs, sheet.read_lines, sheet.claims("investment"), 2026
    )

    assert rows == [
        Advance(2026, 9_880_000, 18_400_000, 8_520_000, 24_880_000),
        Advance(2027, 31_160_000, 56_000_000, 24_840_000, 8_560_000, claimed=16_320_000),
    ]
    assert plain(treasury_words("CC de Valmorin", rows, TODAY)) == (
        "Fin 2026, la CC de Valmorin aura avancé 98 800 € : 184 000 € à dépenser, 85 200 € reçus. "
        "À la fin d’année la plus haute, 2027 : 311 600 €, dont 85 600 € dus par les financeurs."
    )


def test_a_refusal_moves_the_remainder_and_leaves_its_vote(
    access: Access, plan: FundingPlan
) -> None:
    waiting = plan.lines.get(state="requested")
    step = LineStep(kind="refused", on=TODAY)

    record_step(access=access, line=waiting, read=waiting.version, step=step)

    balance = plan_sheet(access, plan).balance("investment")
    own = plan.lines.get(is_remainder=True)
    assert (own.counted_cents, balance.gap, balance.sure) == (21_600_000, 0, 49_000_000)
    assert [(one.name, one.awaited) for one in balance.awaited] == [
        ("MSA", 1_000_000),
        ("CC de Valmorin", 6_000_000),
    ]


def test_page_costs_the_same_for_one_and_three_lines(
    officer: Client,
    plan: FundingPlan,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bare = make_funding_plan(action=make_action(cooperation=plan.cooperation))
    make_cost_line(plan=bare)
    make_funding_line(plan=bare, kind="fonds_de_concours")
    for one in (bare, plan):
        page = reverse("funding:plan", args=[plan.cooperation.slug, one.pk])
        officer.get(page)
        with django_assert_num_queries(10):
            officer.get(page)


def test_what_lacks_has_its_gesture(officer: Client, cooperation: Cooperation) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, euros=90_000)
    page = reverse("funding:plan", args=[cooperation.slug, plan.pk])

    read = plain(officer.get(page).text)

    assert "Il manque 10 000 € sur 100 000 € HT." in read
    assert ("Trouver 10 000 €" in read, f"meilleur/?plan={plan.pk}" in read) == (True, True)


def test_a_rule_broken_is_in_the_sentence() -> None:
    rule = Check("own_share", "Part d’Orval : 1 €", ", pour un minimum de 2 €.", level="alert")

    assert [plain(broken_words([rule] * count)) for count in (0, 1, 3)] == [
        "",
        "Part d’Orval : 1 €, pour un minimum de 2 €.",
        "Part d’Orval : 1 €, pour un minimum de 2 € ; deux autres règles appellent.",
    ]


def test_whoever_is_not_of_the_team_reads_what_is_left_without_a_name(
    sign_in: SignIn, plan: FundingPlan
) -> None:
    page = reverse("funding:plan", args=[plan.cooperation.slug, plan.pk])

    read = plain(sign_in("observer").get(page).text)

    assert "490 000 € acquis ; 70 000 € restent à trouver ou à confirmer." in read
    hidden = ("MSA", "Département", "10 000", "168 000", "404 000", "Trésorerie")
    assert [one for one in hidden if one in read] == []


def test_a_funder_is_named_once_and_users_refuse_nothing(access: Access) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    make_cost_line(plan=plan, euros=90_000)
    region = make_organisation(workspace=access.cooperation.workspace, name="Région", kind="region")
    for label in ("Voirie", "Halles"):
        make_funding_line(plan=plan, funder=region, label=label, state="requested")
    make_funding_line(plan=plan, kind="revenue", label="Billets", euros=10_000)
    FundingLine.objects.filter(kind="revenue").update(funder=None)
    read = plan_sheet(access, plan)

    sentence = balance_sentence(plan, read.balance("investment"), reads_all=True)
    assert plain(sentence).endswith(
        "90 000 € attendent la réponse de la Région et les recettes des usagers."
    )
    assert refusal_title(read, "investment") == "Et si la Région dit non ?"


def test_what_waits_is_neither_owed_nor_received_nor_refused(access: Access) -> None:
    plan = make_funding_plan(
        action=make_action(cooperation=access.cooperation),
        owner=body(access.cooperation, "CC de Valmorin", "epci"),
    )
    make_cost_line(plan=plan, euros=100_000)
    request = line(plan, "État", "state", 150_000, state="requested")
    FundingLine.objects.filter(pk=request.pk).update(is_detr=True, claim_cents=100)
    sheet = plan_sheet(access, plan)
    balance = sheet.balance("investment")

    read = {
        one.rule: plain(f"{one.head}{one.rest} {one.note}")
        for one in checks(facts_of(sheet), TODAY)
    }

    assert plain(balance_sentence(plan, balance, reads_all=True)) == (
        "Le plan dépasse le coût de 50 000 €. Rien n’est acquis : 150 000 € attendent la réponse "
        "de l’État."
    )
    assert read == {
        PlanRule.OWN_SHARE: (
            "Part de la CC de Valmorin : à écrire. Au moins 20 000 € si tout le reste est de "
            "l’argent public."
        ),
        PlanRule.AIDS: (
            "Aides : 150 000 € Toutes accordées, elles dépasseraient le coût de 50 000 €."
        ),
        PlanRule.DETR: (
            "DETR 2026 pas encore accordée, travaux pas commencés. Attendez l’accusé de réception "
            "de la demande, et notez sa date avec le financement."
        ),
    }
    assert refusal_title(sheet, "investment") == "Et si l’État dit non ?"
    assert plain(refusal_words(sheet, facts_of(sheet), "investment")) == (
        "Il manquerait 100 000 € au lieu de 0 €."
    )
    rows = advances("investment", sheet.read_costs, sheet.read_lines, [], 2027)
    assert plain(treasury_words("CC de Valmorin", rows, TODAY)) == (
        "Fin 2027, la CC de Valmorin aura avancé 100 000 € : 100 000 € à dépenser, 0 € reçus."
    )


@pytest.mark.parametrize(
    ("votes", "note", "level"),
    [
        ({}, "Il manque l’accord d’Arbrelles et de la CC de Valmorin.", "attention"),
        ({"Arbrelles": "adopted"}, "Il manque l’accord de la CC de Valmorin.", "attention"),
        (
            {"Arbrelles": "adopted", "CC de Valmorin": "reserved"},
            "Les deux conseils ont donné leur accord.",
            "",
        ),
        (
            {"Arbrelles": "refused", "CC de Valmorin": "adopted"},
            "Il manque l’accord d’Arbrelles.",
            "attention",
        ),
    ],
)
def test_a_fonds_rests_on_two_votes(
    access: Access, plan: FundingPlan, votes: dict[str, str], note: str, level: str
) -> None:
    decision = make_joint_decision(cooperation=access.cooperation)
    plan.lines.filter(kind=LineKind.FONDS_DE_CONCOURS).update(joint_decision=decision)
    for name, vote in votes.items():
        organisation = Organisation.objects.get(name=name)
        make_answer(
            deliberation=make_deliberation(decision=decision, organisation=organisation), vote=vote
        )

    read = {one.rule: one for one in checks(facts_of(plan_sheet(access, plan)), TODAY)}

    fonds = read[PlanRule.FONDS]
    assert (plain(fonds.note)[: len(note)], fonds.level) == (note, level)


@pytest.mark.parametrize(
    ("is_read", "words"),
    [
        (True, "Refusé : 5 000 € par la Région des Ormelles."),
        (False, "Refusé par la Région des Ormelles."),
    ],
)
def test_a_refusal_says_its_sum_to_who_reads_it(*, is_read: bool, words: str) -> None:
    region = Organisation(name="Région des Ormelles", kind="region")
    line = FundingLine(funder=region, state=MoneyState.REFUSED, requested_cents=500_000)
    line.reads_requests = is_read  # type: ignore[attr-defined]  # annotated by its query

    assert plain(plan_words.refusal_words([line])) == words
