"""A table of money that comes in where plans are: nothing is added that was not chosen."""

from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingPlan, LineStep
from maillage.trade.funding.money_table.plan_choices import CORRECT, KEEP, PlanChoice
from maillage.trade.funding.money_table.plans_after import Effect
from tests.foundation.exchange.importing import undone
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.funding.money_table.compared_plans import (
    YEAR,
    answered,
    everything,
    options,
    page_of,
    received,
)

pytestmark = pytest.mark.django_db


HEDGES = "Opération;Coût;Région;Autofinancement\nHaies;{cost};{region};{own}\n"


def costs(plan: FundingPlan) -> list[tuple[str, int, str, int]]:
    rows = plan.costs.order_by("pk")
    return [(one.label, one.year, one.section, one.amount_cents // 100) for one in rows]


def lines(plan: FundingPlan) -> list[tuple[str, int, str, int]]:
    rows = plan.lines.order_by("pk").select_related("funder")
    return [(str(one.funder), one.year, one.state, one.counted_cents // 100) for one in rows]


def test_what_a_plan_has_over_its_years_is_there_already(
    access: Access, officer: Client, hedges: FundingPlan
) -> None:
    before = everything()

    run = received(access, HEDGES.format(cost="42 000", region="21 000", own="21 000"))
    page = page_of(officer, run, "check")
    run = answered(officer, run)

    assert "Tout ce que dit ce fichier est déjà dans vos plans : rien n’y changera." in page
    assert "déjà là : 42 000 €" in page
    assert "Total 0 € à entrer" in page
    assert (everything(), run.report["entered"]) == (before, False)
    assert {one.section for one in hedges.costs.all()} == {"operating"}


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("", [("Plants", 2026, "operating", 18_000), ("Plants", 2027, "operating", 24_000)]),
        (
            "Garder le plan : 42 000 €",
            [("Plants", 2026, "operating", 18_000), ("Plants", 2027, "operating", 24_000)],
        ),
        (
            "Ajouter les 8 000 € qui manquent : le plan aura 50 000 €",
            [
                ("Plants", 2026, "operating", 18_000),
                ("Plants", 2027, "operating", 24_000),
                ("Coût de l’opération", YEAR, "operating", 8_000),
            ],
        ),
        (
            "Ajouter 50 000 € en plus : le plan aura 92 000 €",
            [
                ("Plants", 2026, "operating", 18_000),
                ("Plants", 2027, "operating", 24_000),
                ("Coût de l’opération", YEAR, "operating", 50_000),
            ],
        ),
    ],
)
def test_another_cost_is_a_question_and_only_its_answer_is_written(
    access: Access,
    officer: Client,
    hedges: FundingPlan,
    answer: str,
    written: list[tuple[str, int, str, int]],
) -> None:
    before = everything()
    run = received(access, HEDGES.format(cost="50 000", region="", own=""))
    page = page_of(officer, run, "check")

    run = answered(officer, run, [answer] if answer else [])

    question = "Ce plan a déjà 42 000 € de dépenses, le fichier dit 50 000 €."
    assert "Une question avant d’importer" in page
    assert f"Haies {question}" in page
    assert "à trancher : 50 000 €" in page
    assert costs(hedges) == written
    assert list(map(plain, run.report["unanswered"])) == ([] if answer else [f"Haies. {question}"])
    if run.report["entered"]:
        undone(run, access.user)
    assert everything() == before


def test_the_only_cost_of_a_plan_may_be_corrected_and_the_undo_gives_it_back(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Légumerie", owner=owner)
    make_cost_line(plan=plan, label="Bâtiment", year=2027, euros=262_500)
    before = everything()
    run = received(access, "Opération;Coût\nLégumerie;250 000\n")

    run = answered(officer, run, ["Corriger « Bâtiment, 2027 » : 250 000 € au lieu de 262 500 €"])

    assert costs(plan) == [("Bâtiment", 2027, "investment", 250_000)]
    assert {"label": "dépense corrigée", "number": 1, "tone": ""} in run.report["figures"]
    undone(run, access.user)
    assert everything() == before


def test_items_are_compared_one_by_one(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, label="Travaux", year=2027, euros=100_000)
    make_cost_line(plan=plan, label="Études", year=2027, euros=10_000)
    text = (
        "Opération;Année;Poste de dépense;Coût\nHalle;2027;Travaux;120 000\n"
        "Halle;2027;Études;10 000\nHalle;2027;Mobilier;5 000\n"
    )

    run = received(access, text)
    before = options(run)
    answered(officer, run, ["Prendre le fichier"])

    assert before == [
        (
            "Ce plan a déjà 110 000 € de dépenses, le fichier dit 135 000 €. « Travaux, 2027 » : "
            "100 000 € dans le plan, 120 000 € dans le fichier. « Mobilier, 2027 », 5 000 €, "
            "n’est pas dans le plan.",
            ["Garder le plan : 110 000 €", "Prendre le fichier : le plan aura 135 000 €"],
        )
    ]
    assert [one[::3] for one in costs(plan)] == [
        ("Travaux", 120_000),
        ("Études", 10_000),
        ("Mobilier", 5_000),
    ]


def test_a_cost_with_its_taxes_is_never_put_in_a_plan_without_them(
    access: Access, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, euros=100_000)

    run = received(access, "Opération;Coût TTC\nHalle;120 000\n")

    assert options(run) == [
        (
            "Ce plan a déjà 100 000 € HT de dépenses, le fichier dit 120 000 € TTC. Le plan reste "
            "tel qu’il est.",
            [],
        )
    ]


def test_who_pays_otherwise_is_a_question_and_nobody_new_comes_in_unseen(
    access: Access, officer: Client, hedges: FundingPlan
) -> None:
    place = access.cooperation.workspace
    make_organisation(workspace=place, name="Département du Lac", kind="departement")
    before = everything()
    text = (
        "Opération;Année;Coût;Région;Département;Autofinancement\n"
        "Haies;2027;42 000;15 000;3 000;10 000\n"
    )

    run = received(access, text)
    page = page_of(officer, run, "check")
    untouched = answered(officer, received(access, text))
    unchanged = everything()
    answered(officer, run, ["Corriger", "Ajouter ce financement"])

    assert options(run) == [
        (
            "Région des Ormelles : demandé 12 000 € en 2027 dans le plan, pressenti 15 000 € en "
            "2027 dans le fichier.",
            [
                "Garder le plan",
                "Corriger : demandé 15 000 € au lieu de 12 000 € (plan : 45 000 € pour 42 000 € de "
                "dépenses)",
                "Ajouter une ligne de 15 000 € en 2027 (plan : 57 000 € pour 42 000 € de dépenses)",
            ],
        ),
        (
            "Autofinancement : accordé 12 000 € en 2027 dans le plan, pressenti 10 000 € en 2027 "
            "dans le fichier. Le plan reste tel qu’il est.",
            [],
        ),
        (
            "Le fichier a un financement que ce plan n’a pas : Département du Lac, pressenti "
            "3 000 € en 2027. Si tout s’ajoute, plan : 60 000 € pour 42 000 € de dépenses.",
            [
                "Garder le plan",
                "Ajouter ce financement de 3 000 € (plan : 45 000 € pour 42 000 € de dépenses)",
            ],
        ),
    ]
    assert "Deux questions avant d’importer" in page
    assert (untouched.report["entered"], unchanged) == (False, before)
    assert lines(hedges) == [
        ("Région des Ormelles", 2026, "paid", 9_000),
        ("CC du Lac", 2026, "granted", 9_000),
        ("Région des Ormelles", 2027, "requested", 15_000),
        ("CC du Lac", 2027, "granted", 12_000),
        ("Département du Lac", 2027, "expected", 3_000),
    ]


def test_a_further_step_is_chosen_and_taken_back(
    access: Access, officer: Client, hedges: FundingPlan
) -> None:
    before = everything()
    text = (
        "Opération;Année;Financeur;Montant;Statut;Accordé le\n"
        "Haies;2027;Région;12 000;accordé;02/03/2026\n"
    )

    run = received(access, text)
    first = options(run)[0]
    run = answered(officer, run, ["Noter sur cette ligne : accordé 12 000 €"])

    assert first[0] == (
        "Région des Ormelles : demandé 12 000 € en 2027 dans le plan, accordé 12 000 € en 2027 "
        "dans le fichier."
    )
    assert lines(hedges)[2] == ("Région des Ormelles", 2027, "granted", 12_000)
    assert LineStep.objects.get(kind="granted", line__funder__kind="region").on == date(2026, 3, 2)
    undone(run, access.user)
    assert everything() == before


def test_a_plan_that_lacks_its_lines_is_filled_without_a_question(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, section="operating", year=2027, euros=50_000)

    run = received(access, "Opération;Coût;Région;Autofinancement\nHalle;50 000;20 000;30 000\n")
    answered(officer, run)

    assert run.preview["alternatives"] == []
    assert [(one.funder, one.section) for one in plan.lines.order_by("pk")] == [
        (region, "operating"),
        (owner, "operating"),
    ]


def test_money_that_came_is_never_corrected(
    access: Access, officer: Client, hedges: FundingPlan, region: Organisation
) -> None:
    paid = hedges.lines.get(funder=region, year=2026)
    make_line_step(line=paid, kind="granted", euros=9_000)
    before = everything()

    run = received(access, "Opération;Année;Région\nHaies;2026;7 000\n")
    answered(officer, run)

    assert options(run)[0][1] == [
        "Garder le plan",
        "Ajouter une ligne de 7 000 € en 2026 (plan : 49 000 € pour 42 000 € de dépenses)",
    ]
    assert everything() == before


def test_another_fund_of_one_payer_is_another_line(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    place = access.cooperation.workspace
    state = make_organisation(workspace=place, name="Préfecture du Lac", kind="state")
    make_funding_line(plan=plan, funder=state, label="DSIL", state="requested", euros=40_000)

    other = received(access, "Opération;Année;DETR\nHalle;2027;40 000\n")
    same = received(access, "Opération;Année;DSIL\nHalle;2027;40 000\n")
    answered(officer, other, ["Ajouter une ligne"])

    assert options(other) == [
        (
            "Préfecture du Lac, DETR : demandé 40 000 € en 2027 (DSIL) dans le plan, pressenti "
            "40 000 € en 2027 dans le fichier.",
            ["Garder le plan", "Ajouter une ligne de 40 000 € en 2027"],
        )
    ]
    assert same.preview["alternatives"] == []
    assert [one.label for one in plan.lines.order_by("pk")] == ["DSIL", "DETR"]


def test_a_sum_that_would_be_less_adds_nothing_at_most(hedges: FundingPlan) -> None:
    choice = PlanChoice(
        hedges,
        "Caf : demandé 18 000 € dans le plan, 9 000 € dans le fichier.",
        ((KEEP, "Garder le plan"), (CORRECT, "Corriger")),
        frozenset(),
        {CORRECT: Effect(paid=-9_000_00)},
    )

    assert choice.most == Effect()
