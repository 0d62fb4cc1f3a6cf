"""Who pays, when a file says it in its own words: a service, a fund, an everyday word."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingLine, FundingPlan
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_funding_line, make_funding_plan
from tests.trade.funding.money_table.compared_plans import answered, options, received

pytestmark = pytest.mark.django_db

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
            "« Etat » peut être la Préfecture de l’Erve ou la Préfecture du Lac. "
            "Cela vaut pour un financement de 40 000 € : « Halle ».",
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


ONE_PAYER = (
    "Opération;Maître d’ouvrage;Coût;Financeur;Montant\nHalle;CC du Lac;90 000;{who};5 000\n"
)


@pytest.mark.parametrize(
    "word", ["Dépt", "Dpt", "Dép.", "CD", "CD 49", "Conseil départemental", "Dépt des Ormelles"]
)
def test_an_everyday_word_is_the_structure_of_the_directory(
    access: Access, officer: Client, owner: Organisation, word: str
) -> None:
    place, name = access.cooperation.workspace, "Département des Ormelles"
    name = "Conseil départemental 49" if word == "CD 49" else name
    department = make_organisation(workspace=place, name=name, kind="departement")
    text = ONE_PAYER.format(who=word)

    run = received(access, text)
    assert not [one for one in planned_import(run).problems if "annuaire" in one.message]
    answered(officer, run)

    assert [one.funder for one in FundingLine.objects.all()] == [department]


@pytest.mark.parametrize(
    "words",
    [
        "Communes membres",
        "Contributions des communes membres",
        "Cotisations des adhérents",
        "Europe",
    ],
)
def test_what_names_no_structure_is_never_one_to_add(
    access: Access, owner: Organisation, words: str
) -> None:
    text = ONE_PAYER.format(who=words)

    run = received(access, text)

    problems = [one for one in planned_import(run).problems if one.cell.endswith("!D2")]
    assert [plain(one.message) for one in problems] == [
        f"« {words} » ne nomme personne : 5 000 € non repris. Écrivez dans le fichier qui paie."
    ]


def test_who_pays_a_service_or_hands_on_europe_s_money_is_asked(
    access: Access, officer: Client, owner: Organisation, region: Organisation
) -> None:
    place = access.cooperation.workspace
    for name in ("Caf des Ormelles", "MSA du Lac"):
        make_organisation(workspace=place, name=name, kind="social")
    text = (
        "Opération;Maître d’ouvrage;Coût;Financeur;Montant\nAccueil;CC du Lac;90 000;"
        "Prestation de service Caf;5 000\n;;;Prestation de service ordinaire;4 000\n"
        ";;;Europe;3 000\n"
    )

    run = received(access, text)
    answered(officer, run, ["MSA du Lac", "Région des Ormelles"])

    assert sorted((words.partition(".")[0], labels) for words, labels in options(run)) == [
        ("« Europe » peut être la Région des Ormelles", ["Région des Ormelles"]),
        (
            "« Prestation de service ordinaire » peut être la Caf des Ormelles ou la MSA du Lac",
            ["Caf des Ormelles", "MSA du Lac"],
        ),
    ]
    paid = {str(one.funder): one.counted_cents for one in FundingLine.objects.all()}
    assert paid == {
        "Caf des Ormelles": 500_000,
        "MSA du Lac": 400_000,
        "Région des Ormelles": 300_000,
    }
