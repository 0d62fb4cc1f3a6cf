"""A plan is opened, costs and lines are noted; what does not fit is sent back with words."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.models import Duty
from maillage.trade.funding.funding_plan.plan_readings import Amount, Cost, balance
from maillage.trade.funding.funding_plan.queries.rows import plan_rows
from maillage.trade.funding.funding_plan.rules.standing import Standing, remark_of, standing
from maillage.trade.funding.funding_plan.services import edit_line, edit_plan, record_step
from maillage.trade.funding.funding_plan.states import FundingFacts, PlanFact, funding
from maillage.trade.funding.funding_plan.words import awaited_words
from maillage.trade.funding.models import CheckReason, CostLine, FundingLine, FundingPlan, LineStep
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.reliability.forms_on_pages import posted_forms
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
from tests.trade.plan.makers import make_action, make_share

DAY = date(2026, 10, 6)
url = pages_of("funding")


def step(kind: str, euros: int | None, on: date = DAY) -> LineStep:
    return LineStep(kind=kind, on=on, amount_cents=None if euros is None else euros * 100)


@pytest.mark.parametrize(
    ("steps", "stands"),
    [
        ([], ("expected", 0)),
        ([step("expected", 10)], ("expected", 1_000)),
        ([step("expected", 10), step("requested", 8)], ("requested", 800)),
        ([step("requested", 8), step("granted", 6)], ("granted", 600)),
        ([step("granted", 6), step("paid", 2), step("paid", 4)], ("paid", 600)),
        ([step("granted", 6), step("paid", 6), step("repaid", 1)], ("granted", 600)),
        ([step("paid", 5)], ("paid", 500)),
        ([step("granted", 6), step("lapsed", None)], ("lapsed", 0)),
        ([step("refused", None), step("requested", 8, date(2026, 11, 3))], ("requested", 800)),
    ],
)
def test_state_and_counted_come_from_steps(steps: list[LineStep], stands: tuple[str, int]) -> None:
    read = standing(steps)

    assert (read.state, read.counted) == stands


def test_what_is_rare_is_said() -> None:
    before = Standing("requested", requested=1_000)

    more = remark_of(before, Standing("granted", requested=1_000, granted=2_000))
    paid = remark_of(before, Standing("paid", granted=1_000, paid=501_000))

    assert more == "Accordé plus que demandé : c’est rare, vérifiez l’acte."
    assert plain(paid).startswith("Versé 5 000 € de plus qu’accordé.")


def test_each_operating_year_stands_alone() -> None:
    costs = [Cost("operating", year, 10_000) for year in (2026, 2027)]
    lines = [Amount("Caf", "operating", 2026, "grant", "public", "granted", 20_000)]

    read = balance("operating", costs, lines)

    assert (read.gap, read.gaps, read.is_balanced) == (0, [(2026, -10_000), (2027, 10_000)], False)


def test_plan_of_an_action_takes_its_pilot_for_owner(
    officer: Client, cooperation: Cooperation
) -> None:
    share = make_share(action=make_action(cooperation=cooperation), role="pilot")
    page = f"{url(cooperation, 'plan_add')}?action={share.action_id}"
    form = posted_forms(officer.get(page).text)[-1]
    sent = {name: one.value for name, one in form.controls.items() if one.value}

    officer.post(page, sent)

    assert list(FundingPlan.objects.values_list("action", "owner", "label")) == [
        (share.action_id, share.organisation_id, "")
    ]


def test_the_form_of_a_new_cost_has_no_answer_yet(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    noted = make_cost_line(plan=plan)
    CostLine.objects.update(spent_cents=4_000)

    pages = [
        officer.get(url(cooperation, *place)).text
        for place in (("cost_add", plan.pk), ("cost_edit", noted.pk))
    ]

    assert ["réponse" in page and "notée" in page for page in pages] == [False, True]


def test_cost_is_spread_over_two_years(officer: Client, cooperation: Cooperation) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    page = url(cooperation, "cost_add", plan.pk)
    sent = {"label": "Travaux", "year": "2026", "source": "quote", "kind": "works"}

    officer.post(
        page,
        {**sent, "amount_cents": "128 000", "next_cents": "340 000", "section": "investment"},
    )

    assert list(CostLine.objects.values_list("label", "year", "amount_cents")) == [
        ("Travaux", 2026, 12_800_000),
        ("Travaux", 2027, 34_000_000),
    ]


LINE = {"kind": "grant", "state": "requested", "on": "06/10/2026", "year": "2027"}
COMMON = {"section": "investment", "means": "phone"}


def test_line_takes_its_first_step_and_its_status(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    commune = member_with_name(cooperation, "Brolles")

    officer.post(
        url(cooperation, "line_add", plan.pk),
        {**LINE, **COMMON, "funder": commune.pk, "cents": "50 000"},
    )

    line = FundingLine.objects.get()
    assert (line.state, line.requested_cents, line.counted_cents, line.visibility) == (
        *("requested", 5_000_000, 5_000_000),
        "team",
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"cents": "50 k€"}, "Écrivez le montant en euros"),
        ({"cents": ""}, "Écrivez un montant"),
        ({"cents": "5", "on": ""}, "Depuis le"),
        ({"cents": "1,234"}, "Un montant s’arrête au centime"),
        ({"cents": "5", "on": "06/10/2096"}, "Une étape se note quand elle a eu lieu."),
        ({"cents": "5", "funder": ""}, "Dites qui paie"),
        ({"cents": "5", "label": "DETR 2026"}, "Cette ligne existe"),
        ({"kind": "rest"}, "Une seule ligne prend le reste."),
    ],
)
def test_line_that_does_not_fit_is_sent_back(
    officer: Client, cooperation: Cooperation, sent: dict[str, str], sentence: str
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    first = make_funding_line(plan=plan)
    make_funding_line(plan=plan, kind="own", euros=None, is_remainder=True, label="")

    answer = officer.post(
        url(cooperation, "line_add", plan.pk),
        {**LINE, **COMMON, "funder": str(first.funder_id), **sent},
    )

    assert answer.status_code == 422
    assert sentence in plain(answer.text)
    assert FundingLine.objects.count() == 2


def test_granted_line_is_read_by_all(officer: Client, cooperation: Cooperation) -> None:
    line = make_funding_line(plan=make_funding_plan(cooperation=cooperation))
    sent = {"kind": "granted", "amount_cents": "40 000", "on": "07/10/2026", "means": "act"}

    officer.post(url(cooperation, "line_step", line.pk), {**sent, "version": str(line.version)})

    line.refresh_from_db()
    assert (line.state, line.granted_cents, line.visibility) == ("granted", 4_000_000, "members")
    assert [one.kind for one in line.steps.filter(replaced_at=None)] == ["expected", "granted"]


def test_a_step_says_what_the_owner_pays_and_replaces_one_noted_by_mistake(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, kind="own", euros=None, is_remainder=True, label="")
    line = make_funding_line(plan=plan, state="granted")
    wrong = make_line_step(line=line, kind="paid", euros=200_000)
    line.refresh_from_db()
    page = url(cooperation, "line_step", line.pk)
    sheet = url(cooperation, "plan", plan.pk)
    warned = plain(officer.get(sheet).text)
    sent = {"kind": "paid", "amount_cents": "20 000", "on": "07/10/2026", "means": "act"}

    listed = plain(officer.get(page).text)
    officer.post(page, {**sent, "wrong": str(wrong.pk), "version": str(line.version)})
    line.refresh_from_db()
    refused = {"kind": "refused", "on": "08/10/2026", "means": "act"}
    unchanged = officer.post(page, {**refused, "version": str(line.version)}).text
    make_line_step(line=line, kind="repaid", euros=20_000)
    line.refresh_from_db()
    answer = officer.post(page, {**refused, "version": str(line.version)}, follow=True)

    assert "Versé, 6 octobre 2026, 200 000 €" in listed
    assert "Versé 160 000 € de plus qu’accordé." in warned
    assert "De l’argent est déjà versé : notez un reversement" in plain(unchanged)
    assert LineStep.objects.filter(line=line).count() == 5
    assert "Le maître d’ouvrage porte 100 000 € au lieu de 60 000 €." in plain(answer.text)


def test_a_refused_line_claims_nothing_any_more(access: Access, cooperation: Cooperation) -> None:
    line = make_funding_line(plan=make_funding_plan(cooperation=cooperation))
    line.claim_on, line.ends_on = date(2027, 3, 15), date(2030, 10, 5)
    edit_line(access=access, line=line, read=line.version)

    record_step(access=access, line=line, read=line.version, step=step("refused", None))

    assert not Duty.objects.exists()


def test_next_claim_and_end_of_a_line_are_due(officer: Client, cooperation: Cooperation) -> None:
    line = make_funding_line(plan=make_funding_plan(cooperation=cooperation))
    page = url(cooperation, "line_edit", line.pk)
    form = posted_forms(officer.get(page).text)[-1]
    sent = {name: one.value for name, one in form.controls.items() if one.value}

    officer.post(
        page,
        {**sent, "claim_on": "15/03/2027", "claim_cents": "12 000", "ends_on": "05/10/2030"},
    )
    due = list(Duty.objects.order_by("due_on").values_list("kind", "due_on", "at_stake_cents"))
    officer.post(url(cooperation, "line_remove", line.pk))

    assert due == [
        ("claim", date(2027, 3, 15), 1_200_000),
        ("finish", date(2030, 10, 5), None),
    ]
    assert not Duty.objects.exists()


def test_reason_stands_beside_the_rule(officer: Client, access: Access) -> None:
    plan = make_alerting_plan(cooperation=access.cooperation)
    page = url(access.cooperation, "reason_give", plan.pk, "display")

    officer.post(page, {"reason": "Le panneau est commandé."})
    officer.post(page, {"reason": "Il arrive lundi."})

    standing_ones = CheckReason.objects.filter(withdrawn_at=None)
    assert list(standing_ones.values_list("rule", "reason")) == [("display", "Il arrive lundi.")]
    assert "Il arrive lundi." in officer.get(url(access.cooperation, "plan", plan.pk)).text


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

    def step(kind: str, euros: int | None) -> None:
        line.refresh_from_db()
        cents = None if euros is None else euros * 100
        happened = LineStep(kind=kind, on=date(2026, 10, 6), amount_cents=cents)
        record_step(access=access, line=line, read=line.version, step=happened)

    before = due()
    step("granted", 40_000)
    granted = due()
    plan.begun_on = date(2026, 11, 2)
    edit_plan(access=access, plan=plan, read=plan.version)
    begun = due()
    step("lapsed", None)

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
    make_check_reason(plan=plan, rule="association")
    after = plain(officer.get(marked).text)

    assert "Convention obligatoire avec l’ARS en 2027 (28 000 €)." in page
    assert [f">{plan}<" in one for one in (before, after)] == [True, False]


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
        (4, "une demande à A, une demande à B, une demande à C et une demande à D"),
        (5, "une demande à A, une demande à B, une demande à C et deux autres accords"),
    ],
)
def test_one_more_who_is_awaited_is_named_too(count: int, words: str) -> None:
    rows = [
        Amount(name, "investment", 2026, "grant", "public", "expected", 100)
        for name in "ABCDE"[:count]
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
