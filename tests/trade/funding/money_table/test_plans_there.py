"""A table of money that comes in where plans are: nothing is added that was not chosen."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.foundation.exchange.import_wizard.services.preview import keep_preview
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import CostLine, FundingLine, FundingPlan, LineStep
from maillage.trade.funding.money_table.target import MONEY_TABLE
from tests.foundation.exchange.importing import undone
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")
YEAR = timezone.localdate().year
HEDGES = "Opération;Coût;Région;Autofinancement\nHaies;{cost};{region};{own}\n"


def everything() -> list[object]:
    """All that plans hold, to be compared; the version of what was restored is another."""
    models = (FundingPlan, CostLine, FundingLine, LineStep)
    return [
        [{**row, "version": 0} for row in model.objects.order_by("pk").values()] for model in models
    ]


def received(access: Access, text: str) -> Import:
    run = receive_file(
        author=access.user,
        cooperation=access.cooperation,
        target=MONEY_TABLE,
        name="maquette.csv",
        content=text.encode(),
    )
    return keep_preview(run=run, planned=planned_import(run))


def page_of(client: Client, run: Import, step: str) -> str:
    """What a page of the wizard says in view: what is folded is left out."""
    address = reverse(f"exchange:import_wizard_{step}", args=[run.cooperation.slug, run.pk])
    text = client.get(address).content.decode()
    folded = r"<details(?! class=\"[^\"]*\" open).*?</details>|<select.*?</select>"
    main = re.sub(folded, "", text, flags=re.DOTALL)
    return plain(TAGS.sub(" ", main.partition("<main")[2])).replace(" .", ".")


def answered(
    client: Client, run: Import, words: Sequence[str] = (), ticks: Sequence[str] = ()
) -> Import:
    """The import once the answers that open with these words are chosen, these boxes ticked."""
    choices = [
        (one["choices"][0][0], key)
        for one in run.preview["alternatives"]
        for key, label in one["choices"]
        if any(plain(label).startswith(some) for some in words)
    ]
    assert len(choices) == len(words)
    address = reverse("exchange:import_wizard_check", args=[run.cooperation.slug, run.pk])
    data = {f"choice-{first}": key for first, key in choices} | dict.fromkeys(ticks, "on")
    client.post(address, {**data, "step": "import"})
    return run_import(run=Import.objects.get(pk=run.pk))


def costs(plan: FundingPlan) -> list[tuple[str, int, str, int]]:
    rows = plan.costs.order_by("pk")
    return [(one.label, one.year, one.section, one.amount_cents // 100) for one in rows]


def lines(plan: FundingPlan) -> list[tuple[str, int, str, int]]:
    rows = plan.lines.order_by("pk").select_related("funder")
    return [(str(one.funder), one.year, one.state, one.counted_cents // 100) for one in rows]


def options(run: Import) -> list[tuple[str, list[str]]]:
    """Each question with its answers."""
    return [
        (plain(one["sentence"]), [plain(label) for _key, label in one["choices"]])
        for one in run.preview["alternatives"]
    ]


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


def test_own_money_that_takes_the_rest_becomes_a_sum_only_when_chosen(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, year=YEAR, euros=100_000)
    make_funding_line(
        plan=plan, funder=owner, kind="own", label="", year=YEAR, euros=None, is_remainder=True
    )

    same = received(access, "Opération;Coût;Autofinancement\nHalle;100 000;100 000\n")
    run = received(access, "Opération;Coût;Autofinancement\nHalle;100 000;60 000\n")
    answered(officer, run, ["Corriger : pressenti 60 000 € au lieu de 100 000 €"])

    assert same.preview["alternatives"] == []
    assert [(one.counted_cents, one.is_remainder) for one in plan.lines.all()] == [
        (6_000_000, False)
    ]


def test_what_is_voted_of_the_rest_leaves_it_the_rest(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan, year=YEAR, euros=100_000)
    make_funding_line(
        plan=plan, funder=owner, kind="own", label="", year=YEAR, euros=None, is_remainder=True
    )
    before = everything()

    run = received(access, "Opération;Coût;Autofinancement voté\nHalle;100 000;60 000\n")
    run = answered(officer, run, ["Noter sur cette ligne : accordé 60 000 €"])

    line = plan.lines.get()
    assert (line.counted_cents, line.granted_cents) == (10_000_000, 6_000_000)
    undone(run, access.user)
    assert everything() == before


def test_own_money_is_written_as_it_is_shown_when_a_funder_is_left_out(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    text = (
        "Opération;Maître d’ouvrage;Coût;Fondation du Bief;Région;Reste à charge\n"
        "Maison de santé;CC du Lac;1 200 000;360 000;240 000;600 000\n"
    )

    run = received(access, text)
    page = page_of(officer, run, "check")
    answered(officer, run)

    plan = FundingPlan.objects.get()
    assert "« Maison de santé » : 360 000 € non repris resteront à trouver." in page
    assert "Total 840 000 € à entrer" in page
    assert [
        (one.funder, one.counted_cents // 100, one.is_remainder)
        for one in plan.lines.order_by("pk")
    ] == [(region, 240_000, False), (owner, 600_000, False)]


def test_own_money_that_takes_the_rest_takes_no_more_than_was_read(
    access: Access, officer: Client, owner: Organisation
) -> None:
    half = "Halle\nDépenses\tMontant\nTravaux {n}\t{cost}\nRecettes\tMontant\nAutofinancement\t60\n"
    title = f"Maître d’ouvrage : {owner}\n"

    run = received(access, title + half.format(n=1, cost=60) + "\n" + half.format(n=2, cost=90))
    answered(officer, run)

    shown = [row[-1] for table in run.preview["tables"][1:] for row in table["rows"]]
    written = [one.counted_cents // 100 for one in FundingLine.objects.order_by("pk")]
    assert sum(int(plain(one).removesuffix(" €")) for one in shown) == sum(written)


def test_what_does_not_come_in_is_shown_and_thousands_are_told(
    access: Access, officer: Client, owner: Organisation
) -> None:
    text = (
        "Maquette (montants en k€)\nOpération;Maître d’ouvrage;Coût;Région\n"
        "Halle;CC du Lac;100;40\nLavoir;Commune d’Ercé;85;20\n"
    )

    run = received(access, text)
    pages = {"check": page_of(officer, run, "check")}
    Import.objects.filter(pk=run.pk).update(state="columns")
    pages["columns"] = page_of(officer, run, "columns")

    for words in (
        "« Maquette (montants en k€) » : montants lus en milliers d’euros.",
        "« Lavoir » n’entre pas encore. « Commune d’Ercé » n’est pas dans",
    ):
        assert (words in pages["columns"], words in pages["check"]) == (True, False)
    assert pages["check"].count("lus en milliers d’euros") == 1
    for page in pages.values():
        assert "à corriger : 85 000 €" in page
        assert "Total 100 000 € à entrer" in page
    assert "l’en-tête nomme qui paie" in pages["columns"]
    assert "d’après les valeurs de la colonne" not in pages["columns"]
    assert str(owner) in pages["columns"]


STATE = "Opération;Maître d’ouvrage;Coût;{head}\nHalle;CC du Lac;100 000;40 000\n"


@pytest.mark.parametrize(
    "head", ["Etat (DETR)", "Etat(DETR)", "DETR (État)", "Etat/DETR", "Etat (DETR sollicitée)"]
)
def test_the_state_is_the_prefecture_that_pays_here_already(
    access: Access, officer: Client, owner: Organisation, head: str
) -> None:
    place = access.cooperation.workspace
    ours, _other = (
        make_organisation(workspace=place, name=f"Préfecture {where}", kind="state")
        for where in ("du Lac", "de l’Erve")
    )
    make_organisation(workspace=place, name="Agence de santé", kind="state")
    paid = make_funding_plan(cooperation=access.cooperation, label="Toit", owner=owner)
    make_funding_line(plan=paid, funder=ours, label="DSIL")

    answered(officer, received(access, STATE.format(head=head)))

    line = FundingPlan.objects.get(label="Halle").lines.get()
    assert (line.funder, line.label, line.counted_cents) == (ours, "DETR", 4_000_000)


def test_which_prefecture_pays_is_chosen_where_nothing_says_it(
    access: Access, officer: Client, owner: Organisation
) -> None:
    place = access.cooperation.workspace
    for where in ("du Lac", "de l’Erve"):
        body = make_organisation(workspace=place, name=f"Préfecture {where}", kind="state")
        body.short_name = "État"
        body.save()
    make_organisation(workspace=place, name="Agence de santé", kind="state")
    text = STATE.format(head="Etat (DETR)")

    run = received(access, text)
    answered(officer, run, ["Préfecture du Lac"])

    assert options(run) == [
        (
            "« Etat » peut être la Préfecture de l’Erve ou la Préfecture du Lac.",
            ["Préfecture de l’Erve", "Préfecture du Lac"],
        )
    ]
    assert [str(one.funder) for one in FundingLine.objects.all()] == ["Préfecture du Lac"]
    assert str(owner) == "CC du Lac"


def test_two_headers_of_one_funder_add_up_as_they_are_shown(
    access: Access, officer: Client, owner: Organisation
) -> None:
    place = access.cooperation.workspace
    make_organisation(workspace=place, name="Préfecture du Lac", kind="state")
    text = (
        "Opération;Maître d’ouvrage;Coût;Etat (DETR);DETR\nHalle;CC du Lac;100 000;40 000;5 000\n"
    )

    run = received(access, text)
    answered(officer, run)

    assert [plain(one["total"]) for one in run.preview["tables"]] == ["100 000 €", "45 000 €"]
    assert [one.counted_cents for one in FundingLine.objects.all()] == [4_500_000]
    assert FundingPlan.objects.get().owner == owner


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


def test_europe_is_the_structure_that_pays_its_fund_here(
    access: Access, officer: Client, owner: Organisation
) -> None:
    plan = make_funding_plan(cooperation=access.cooperation, label="Toit", owner=owner)
    place = access.cooperation.workspace
    fund = make_organisation(workspace=place, name="Fonds européen agricole", kind="public")
    make_funding_line(plan=plan, funder=fund, label="LEADER")

    answered(officer, received(access, STATE.format(head="Europe LEADER")))

    line = FundingPlan.objects.get(label="Halle").lines.get()
    assert (line.funder, line.label) == (fund, "LEADER")


LONG = (
    "Opération;Coût;Financeur;Montant demandé;Année\nPôle vélo;100 000;CC du Lac;60 000;2027\n"
    "Pôle vélo;;CC du Lac;40 000;2028\nLavoir;9 000;CC du Lac;9 000;2027\n"
)


@pytest.mark.parametrize("members", [1, 8])
def test_whose_an_operation_is_that_no_line_says_is_chosen_once(
    access: Access, officer: Client, owner: Organisation, members: int
) -> None:
    place = access.cooperation.workspace
    towns = [make_organisation(workspace=place, name=f"Ville {n}") for n in range(1, members)]
    for one in (owner, *towns):
        make_member(cooperation=access.cooperation, organisation=one)
    run = received(access, LONG)

    page = page_of(officer, run, "check")
    assert "Une question avant d’importer" in page
    assert "Sans réponse, ces opérations n’entrent pas." in page
    assert "lignes lues, rien n’entre" in page
    assert [words for words in ("à corriger", "Corrigez", "vérification") if words in page] == []
    assert "à trancher : 100 000 €" in page
    assert options(run)[0][0] == (
        "Le fichier ne le dit pas pour « Pôle vélo » et « Lavoir » : la réponse vaut pour toutes."
    )

    answered(officer, run, ["CC du Lac"])

    plans = FundingPlan.objects.order_by("pk")
    assert [(one.label, one.owner) for one in plans] == [("Pôle vélo", owner), ("Lavoir", owner)]


def test_an_owner_that_a_cell_lacks_is_chosen_for_its_operation(
    access: Access, officer: Client, owner: Organisation
) -> None:
    town = make_organisation(workspace=access.cooperation.workspace, name="Ville du Bas")
    for one in (owner, town):
        make_member(cooperation=access.cooperation, organisation=one)
    text = "Opération;Maître d’ouvrage;Coût;CC du Lac\nHalle;;120;30\nPréau;;80;8\n"
    run = received(access, text)

    page = page_of(officer, run, "check")
    first, second = run.preview["alternatives"]
    answers = {first["choices"][0][0]: first["choices"][0][0]}
    answers[second["choices"][0][0]] = second["choices"][1][0]
    data = {f"choice-{key}": answer for key, answer in answers.items()}
    officer.post(
        reverse("exchange:import_wizard_check", args=[access.cooperation.slug, run.pk]),
        {**data, "step": "import"},
    )
    run_import(run=Import.objects.get(pk=run.pk))

    sentences = [f"Le fichier ne le dit pas pour « {name} »." for name in ("Halle", "Préau")]
    assert [words for words, _choices in options(run)] == sentences
    assert [words for words in ("à corriger", "Laisser vide") if words in page] == []
    plans = FundingPlan.objects.order_by("pk")
    assert [(one.label, one.owner) for one in plans] == [("Halle", owner), ("Préau", town)]


def test_rows_that_only_a_correction_lets_in_are_to_be_corrected(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Maître d’ouvrage;Coût (k€);Région\n;CC du Lac;120;30\n"

    page = page_of(officer, received(access, text), "check")

    assert "En quelle unité sont les montants" in page
    assert "Aucune ligne ne peut entrer ainsi : corrigez-en au moins une" in page
    assert ("répondez" in page, "Laisser vide" in page) == (False, False)


def test_an_owner_that_is_unknown_is_not_to_be_left_blank(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Maître d’ouvrage;Coût (k€);Région\nHalle;Ville Haute;90;\nPréau;;80;9\n"

    page = page_of(officer, received(access, text), "check")

    assert "« Ville Haute » n’est pas dans l’annuaire : ajoutez-la, ou corrigez." in page
    assert "répondez aux questions ou corrigez une ligne" in page
    assert "Laisser vide" not in page


def test_the_owner_of_a_plan_stays_and_the_file_that_says_another_is_told(
    access: Access, officer: Client, hedges: FundingPlan
) -> None:
    text = f"Opération;Maître d’ouvrage;Coût;Région\n{hedges};Ville du Bas;42 000;21 000\n"
    run = received(access, text)
    pages = [page_of(officer, run, "check")]
    Import.objects.filter(pk=run.pk).update(state="columns")
    pages.append(page_of(officer, run, "columns"))

    for page in pages:
        assert (
            f"« {hedges} » : le fichier dit « Ville du Bas », le plan garde la CC du Lac." in page
        )
    assert "À lire avant d’importer" in pages[0]
    assert "suggestion" not in pages[0]
    assert "Sans réponse de votre part" not in pages[0]
    (one,) = planned_import(run).becomes("csv", 2)
    assert one.lines[0] == "CC du Lac"
