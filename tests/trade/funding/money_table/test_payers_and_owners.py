"""Who pays and whose an operation is, when a file says it in its own words."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingLine, FundingPlan
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_funding_line, make_funding_plan
from tests.trade.funding.money_table.compared_plans import answered, options, page_of, received

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

    assert "« Ville Haute » n’est pas dans l’annuaire : ajoutez ce nom, ou corrigez." in page
    assert "cochez le nom à ajouter, ou répondez à « Qui est maître" in page
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


def test_nothing_is_imported_while_the_only_question_waits(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Coût total;Région\nHalle;90 000;30 000\n"

    page = page_of(officer, received(access, text), "check")

    assert "Aucune ligne ne peut entrer ainsi : répondez à la question" in page
    assert "Importer tout" not in page


def test_the_only_year_of_an_operation_is_that_of_all_its_sums(
    access: Access, officer: Client, owner: Organisation
) -> None:
    for kind in ("region", "departement"):
        place = access.cooperation.workspace
        make_organisation(workspace=place, name=f"{kind.title()} du Lac", kind=kind)
    text = (
        "Opération;Maître d’ouvrage;Coût total;Région;Département 2027\n"
        "Halle;CC du Lac;90 000;30 000;10 000\n"
    )

    run = received(access, text)
    page = page_of(officer, run, "check")
    answered(officer, run)

    plan = FundingPlan.objects.get(label="Halle")
    years = {*plan.lines.values_list("year", flat=True), *plan.costs.values_list("year", flat=True)}
    assert (years, plan.owner) == ({2027}, owner)
    assert "Où une opération ne dit qu’une année" in page


LIST = (
    "Opération;Maître d’ouvrage;Coût;Financeur;Montant\n"
    "Halle;Ville Haute;90 000;Région;30 000\nHalle;Ville Haute;;Caf;20 000\n"
    "Préau;CC de l’Erve;80 000;Région;9 000\nPréau;CC de l’Erve;;Caf;\n"
)


@pytest.fixture
def other(access: Access) -> Organisation:
    """A structure of another cooperation of the workspace."""
    workspace = access.cooperation.workspace
    body = make_organisation(workspace=workspace, name="CC de l’Erve")
    make_member(cooperation=make_cooperation(workspace=workspace), organisation=body)
    return body


def test_the_rows_that_wait_for_a_name_are_counted(
    access: Access, officer: Client, owner: Organisation, other: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    page = page_of(officer, received(access, LIST), "check")

    assert "lignes lues, rien n’entre 4" in page
    assert "lignes à corriger 2 lignes qui en dépendent 2" in page
    assert (
        "Deux autres lignes, sans rien à corriger, dépendent de ce qui est à corriger ici" in page
    )
    assert "cochez les noms à ajouter ou à confirmer, ou corrigez une ligne" in page


def test_a_structure_of_another_cooperation_is_confirmed_by_its_tick(
    access: Access, officer: Client, owner: Organisation, other: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    run = received(access, LIST)

    answered(officer, run, ticks=["apart-part:csv!B4"])

    assert [str(one) for one in FundingPlan.objects.all()] == ["Préau"]
    assert FundingPlan.objects.get().owner == other


def test_identities_are_all_confirmed_and_names_all_added(
    access: Access, officer: Client, owner: Organisation, other: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    make_member(
        cooperation=Cooperation.objects.exclude(pk=access.cooperation.pk).get(),
        organisation=make_organisation(workspace=access.cooperation.workspace, name="Parc Vert"),
    )
    text = f"{LIST}Mare;Parc Vert;10 000;Région;5 000\nSource;Ville Basse;1 000;Région;500\n"

    page = page_of(officer, received(access, text), "check")

    assert (page.count("Tout confirmer"), page.count("Tout ajouter")) == (1, 1)


def test_a_plan_that_opens_without_a_line_is_named(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = "Opération;Maître d’ouvrage;Coût\nHalle;CC du Lac;9 000\nMare;CC du Lac;à définir\n"

    page = page_of(officer, received(access, text), "check")

    assert "« Mare » s’ouvre sans ligne." in page


def test_the_tick_of_an_owner_said_above_names_it_alone(
    access: Access, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = (
        "Toit de la halle\nMaître d’ouvrage : Ville Haute\n"
        "Dépenses;Montant\nTravaux;9 000\nRecettes;Montant\nÉtat;4 000\n"
    )

    preview = received(access, text).preview

    ticks = [one for one in preview["warnings"] if one["raw"] == "Maître d’ouvrage : Ville Haute"]
    assert [one["suggestion"] for one in ticks] == ["Ville Haute"]
    assert [one["header"] for one in preview["errors"]] == [""]


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


def test_a_word_may_be_an_owner_whom_the_file_names_and_is_asked_once(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="CC des Bois", kind="epci")
    text = (
        "Opération;Maître d’ouvrage;Coût;Fonds de concours CC;Autofinancement\n"
        "Salle;CC du Lac;90 000;5 000;85 000\nPiscine;CC de Louvance;80 000;;80 000\n"
    )

    run = received(access, text)
    added = "CC de Louvance, à ajouter à l’annuaire"
    remarks = [one for one in planned_import(run).problems if "nom entier" in one.message]
    assert (remarks, [labels for _words, labels in options(run)]) == (
        [],
        [[added, "CC des Bois", "CC du Lac"]],
    )

    answered(officer, run, [added])

    line = FundingLine.objects.get(kind="fonds_de_concours")
    assert (str(line.funder), line.counted_cents) == ("CC de Louvance", 500_000)


def test_the_owner_that_a_title_names_is_the_first_answer(
    access: Access, officer: Client, owner: Organisation
) -> None:
    make_member(cooperation=access.cooperation, organisation=owner)
    text = (
        "Communauté de communes des Landelles – Programme 2026-2028;;\n\n"
        "Opération;Coût;Autofinancement\nHalle;90 000;90 000\n"
    )

    run = received(access, text)
    added = "Communauté de communes des Landelles, à ajouter à l’annuaire"
    assert [labels for _words, labels in options(run)] == [[added, "CC du Lac"]]

    answered(officer, run, [added])

    assert str(FundingPlan.objects.get().owner) == "Communauté de communes des Landelles"
