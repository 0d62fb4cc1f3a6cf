"""The register of plans, what waits, and the mission say what the plans prove."""

import re
from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.models import Duty
from maillage.trade.funding.funding_plan.queries.rows import (
    PlanSums,
    plan_rows,
    plan_sums,
    register_plans,
)
from maillage.trade.funding.funding_plan.services import edit_plan, record_step
from maillage.trade.funding.models import CostLine, LineStep
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.context.makers import make_duty
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action

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
    [summed] = plan_sums(access, register_plans(access))

    assert (row.sums.sure, row.sums.gap, row.sums.excess) == (12_000_000, 8_000_000, 5_000_000)
    assert (summed.name, summed.sure, summed.gap, summed.excess) == (
        *(str(plan), 12_000_000, 8_000_000, 5_000_000),
    )


@pytest.mark.parametrize("role", ["team", "partner"])
def test_lines_summed_together_say_what_they_say_one_by_one(
    cooperation: Cooperation, role: str
) -> None:
    for section in ("investment", "operating"):
        plan = make_funding_plan(cooperation=cooperation, label=section)
        for year in (2026, 2027):
            make_cost_line(plan=plan, section=section, year=year, label=f"Travaux {year}")
            make_funding_line(plan=plan, section=section, year=year, state="requested", euros=20)
            make_funding_line(plan=plan, section=section, year=year, state="granted", euros=30)
        make_funding_line(
            plan=plan,
            funder=plan.owner,
            kind="own",
            section=section,
            year=2027,
            state="granted",
            euros=50,
            is_remainder=True,
        )
    reader = make_access(cooperation=cooperation, role=role)
    one_by_one = plan_rows(reader, register_plans(reader))

    summed = plan_sums(reader, register_plans(reader))

    assert [_sums(one) for one in summed] == [_sums(one.sums) for one in one_by_one]
    assert len(summed) == 2


def _sums(one: PlanSums) -> tuple[object, ...]:
    gaps = [read.gaps for _section, read in one.balances]
    return one.name, one.cost, one.sure, one.awaited, one.gap, one.excess, one.lacks, gaps


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
