"""What the page of columns says of a file, and how it is put right."""

import re

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.import_wizard.kinds_pages import SUBSIDIES, dropped
from tests.foundation.exchange.import_wizard.wizard_pages import columns, page_text, start
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.directory.makers import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


PLAN: list[Row] = [
    ["Axe", "Action", "Pilote", "Échéance", "Statut"],
    ["1", "Ouvrir un lieu", "CC du Val", "2027", "prêt"],
]


FUNDING: list[Row] = [
    ["Opération", "Financeur", "Coût total", "Taux", "Reste à charge"],
    ["Ouvrir un lieu", "CC du Val", "12 000", "20 %", "2 000"],
]


GIVEN = ("Conditions de versement", "Taux", "idRAE", "notificationUE")


NO_HEADER: list[Row] = [["Aaa", "Bbb"], ["Ccc", "Ddd"], ["AUBIN", "Claire"]]


def received(access: Access, rows: list[Row]) -> Import:
    return make_import(cooperation=access.cooperation, content=csv_bytes(rows))


def test_plan_dropped_on_contacts_is_said_to_be_one(officer: Client, access: Access) -> None:
    page = page_text(officer, columns(access, received(access, PLAN)))

    assert "Ceci ressemble à un plan d’actions. Cela entre par « Plan d’action »." in page
    assert "Lire comme « Plan d’action »" in page


def test_funding_plan_dropped_on_contacts_is_said_to_be_one(
    officer: Client, access: Access
) -> None:
    page = page_text(officer, columns(access, dropped(officer, access, FUNDING)))

    assert "Lire comme « Plans de financement »" in page


def test_list_of_subsidies_has_no_dead_end(officer: Client, access: Access) -> None:
    run = dropped(
        officer, access, [*SUBSIDIES, ["Aller vers", "CC A / CC B", "9 000", "10 %", "9"]]
    )
    page = page_text(officer, columns(access, run))

    assert (
        "Ceci ressemble à une liste de subventions versées. Maillage ne reçoit pas encore" in page
    )
    assert "La colonne « Financeur » nomme des structures (« CC du Val ») : elles peuvent" in page
    assert "Une cellule en nomme plusieurs (« CC A / CC B ») : séparez-les d’abord" in page
    assert "Oublier ce fichier" in page
    for useless in ("Relire", "à votre demande", "au prochain fichier", "Vérifier les lignes"):
        assert useless not in page.replace("Relire les colonnes", "")
    assert "rien à en prendre" in page_text(officer, start(access))

    sent = {"sheet": "csv", "column-0-B": "organisation_name", "step": "columns"}
    officer.post(columns(access, run), sent)

    assert "Une colonne sur cinq est reconnue." in page_text(officer, columns(access, run))
    assert "colonnes à choisir" in page_text(officer, start(access))


def test_table_that_names_nobody_is_not_said_to_name_somebody(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [SUBSIDIES[0], ["Ouvrir", "à définir", "12 000", "20 %", "2 000"]]

    page = page_text(officer, columns(access, dropped(officer, access, rows)))

    assert "peuvent entrer comme contacts" not in page
    assert "Aucune de ses colonnes ne nomme assez de structures ou de personnes" in page


def promising(access: Access, header: str) -> list[Row]:
    """A list of subsidies with a member's row, and a column of amounts under this header."""
    name = make_member(cooperation=access.cooperation).organisation.name
    amounts: Row = ["unique", "20 %", "2 000", "non"]
    return [
        ["Pilote", "Opération", "Échéance", *GIVEN, header],
        ["CC du Val", "Ouvrir un lieu", "2027", *amounts, ""],
        [name, "Prêter une salle", "31/12/2027", *amounts, "12 000 €"],
    ]


def test_rows_of_another_table_that_are_commitments_are_read_there(
    officer: Client, access: Access
) -> None:
    url = columns(access, dropped(officer, access, promising(access, "Montant engagé")))
    page = page_text(officer, url)
    assert "Une de ses lignes dit assez pour entrer par « Engagements pris »." in page
    assert 'name="target" value="engagements"' in page

    officer.post(url, {"target": "engagements", "step": "columns"})

    assert Import.objects.get().target == "engagements"
    assert "Revenir au choix" in page_text(officer, url)
    officer.post(url, {"target": "contacts"})
    assert "Ce que vous pouvez en faire" in page_text(officer, url)


def test_cost_is_no_promise(officer: Client, access: Access) -> None:
    rows = promising(access, "Coût prévisionnel")

    page = page_text(officer, columns(access, dropped(officer, access, rows)))

    assert "Engagements pris" not in page.partition("Ce que vous pouvez en faire")[2]


def test_sheet_of_a_plan_beside_contacts_is_folded(officer: Client, access: Access) -> None:
    contacts: list[Row] = [["Structure", "Nom", "Prénom"], ["CC A", "AUBIN", "Claire"]]
    content = xlsx_bytes({"Fiches": PLAN, "Annuaire": contacts})

    page = page_text(
        officer, columns(access, make_import(cooperation=access.cooperation, content=content))
    )

    assert page.count("Choisir ses colonnes quand même") == 1
    assert "Vérifier les lignes" in page


def test_table_of_another_tool_is_read_there_in_one_gesture(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [["Structure", "Date du conseil", "N° délibération"], ["CC A", "", "12"]]
    run = received(access, rows)
    url = columns(access, run)
    assert "Lire comme « Suivi des délibérations »" in page_text(officer, url)

    officer.post(url, {"target": "deliberations"})

    page = page_text(officer, url)
    assert Import.objects.get().target == "deliberations"
    assert "Ceci ressemble à un suivi de délibérations." in page
    assert "Lire comme" not in page


def test_kinds_of_several_sheets_are_told_with_their_names(officer: Client, access: Access) -> None:
    contacts: list[Row] = [["Structure", "Nom", "Prénom"], ["CC A", "AUBIN", "Claire"]]
    content = xlsx_bytes({"Fiches": PLAN, "Annuaire": contacts, "Élus": contacts})
    page = page_text(
        officer, columns(access, make_import(cooperation=access.cooperation, content=content))
    )

    assert "« Fiches » : Ceci ressemble à un plan d’actions." in page
    assert "« Annuaire », « Élus » : Ceci ressemble à un fichier de contacts." in page


def test_columns_left_aside_are_not_counted_as_recognised(officer: Client, access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Mail", "Axe", "Budget"],
        ["CC A", "a@a.example.org", "1", "2"],
    ]

    assert "Deux colonnes sur quatre sont reconnues." in page_text(
        officer, columns(access, received(access, rows))
    )


def test_counts_of_a_sentence_are_all_in_words_or_all_in_figures(
    officer: Client, access: Access
) -> None:
    header: Row = ["Structure", "Mail", *[f"Budget {n}" for n in range(1, 16)]]

    assert "2 colonnes sur 17 sont reconnues." in page_text(
        officer, columns(access, received(access, [header, ["CC A", *["x"] * 16]]))
    )


def test_header_row_is_pointed_at_on_the_page(officer: Client, access: Access) -> None:
    run = received(access, NO_HEADER)
    url = columns(access, run)
    first = page_text(officer, url)
    assert "La ligne des titres est la ligne n°" in first
    assert "<td>Ccc</td>" in first
    assert "Vérifier les lignes" not in first

    answer = officer.post(url, {"sheet": "csv", "header-0": "2", "read-0": ""})

    assert answer["Location"] == url
    page = page_text(officer, url)
    assert 'name="column-0-A"' in page
    assert 'value="2"' in page
    assert "Vérifier les lignes" in page


def test_list_without_headers_is_read_whole(officer: Client, access: Access) -> None:
    run = received(access, [["CC A", "AUBIN Claire"], ["CC B", "ROY Eve"]])
    url = columns(access, run)
    officer.post(url, {"sheet": "csv", "header-0": "0", "read-0": ""})
    assert "Pas de ligne de titres, 2 lignes à lire." in page_text(officer, url)

    sent = {"sheet": "csv", "header-0": "0", "read-0": "0", "column-0-A": "organisation_name"}
    officer.post(url, {**sent, "column-0-B": "person_name:1"})

    run.refresh_from_db()
    assert (run.state, run.preview["rows"], run.preview["counts"]) == ("check", 2, {})


def test_columns_chosen_under_another_header_are_guessed_again(
    officer: Client, access: Access
) -> None:
    run = received(
        access,
        [["Structure", "Mail"], ["x", "y"], ["Nom", "Prénom", "Rôle"], ["AUBIN", "Claire", "DGS"]],
    )
    sent = {"sheet": "csv", "header-0": "3", "read-0": "1", "column-0-A": "organisation_name"}

    officer.post(columns(access, run), sent)

    assert Import.objects.get().sent["columns"] == {}
    assert 'value="family_name:1" selected' in page_text(officer, columns(access, run))


def test_sheet_unticked_by_mistake_is_ticked_again(officer: Client, access: Access) -> None:
    rows: list[Row] = [["Structure", "Mail"], ["CC A", "a@a.example.org"]]
    content = xlsx_bytes({"Liste": rows, "Autre": [["Zzz"]]})
    url = columns(access, make_import(cooperation=access.cooperation, content=content))
    officer.post(url, {"sheet": "Autre", "column-0-A": "organisation_name", "step": "columns"})
    aside = page_text(officer, url)
    assert 'name="sheet" value="Liste"><span>' in aside
    assert "Relire les feuilles cochées" in aside

    officer.post(url, {"sheet": "Liste", "column-0-A": "organisation_name", "step": "columns"})

    assert 'name="sheet" value="Liste" checked' in page_text(officer, url)


def test_nothing_chosen_is_said_and_changes_nothing(officer: Client, access: Access) -> None:
    run = received(access, PLAN)
    url = columns(access, run)
    for sent in ({"step": "columns"}, {"sheet": "csv", "column-0-A": "ignored", "step": "columns"}):
        page = officer.post(url, sent, follow=True).content.decode()

        assert "Choisissez d’abord une feuille et ce que devient une de ses colonnes." in page
        assert "à votre demande" not in page
    assert Import.objects.get().sent == {}


def test_row_pointed_at_and_its_columns_are_proposed_to_the_next_file(
    officer: Client, access: Access
) -> None:
    first = columns(access, received(access, NO_HEADER))
    pointed = {"sheet": "csv", "header-0": "2", "read-0": "2", "remember": "on"}
    officer.post(first, {**pointed, "column-0-A": "family_name:1", "column-0-B": "given_name:1"})

    run = received(access, [["Zzz", ""], ["Ccc", "Ddd"], ["ROY", "Eve"]])

    chosen = {"A": "family_name:1", "B": "given_name:1", "header_row": "2"}
    assert run.mapping == {"csv": chosen}
    assert 'value="family_name:1" selected' in page_text(officer, columns(access, run))


def test_columns_of_a_sheet_that_the_tool_left_aside_are_proposed_again(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [["Échéance", "Statut"], ["ROY", "Eve"]]
    sent = {"sheet": "csv", "column-0-A": "family_name:1", "remember": "on"}
    officer.post(columns(access, received(access, rows)), sent)

    assert received(access, rows).mapping["csv"]["A"] == "family_name:1"


def test_check_of_no_row_never_says_that_all_is_read(officer: Client, access: Access) -> None:
    run = received(access, PLAN)
    officer.post(columns(access, run), {"column-0-A": "ignored"})

    page = page_text(officer, f"{start(access)}{run.pk}/verifier/")

    assert "Aucune ligne n’est lue : il n’y a rien à importer." in page
    assert "Ceci ressemble à un plan d’actions." in page
    assert "Tout est lu sans question" not in page
    assert 'value="import"' not in page


def test_check_that_counts_nothing_never_says_that_one_may_import(
    officer: Client, access: Access
) -> None:
    run = received(access, PLAN)
    officer.post(columns(access, run), {"sheet-0": "on", "column-0-A": "notes"})
    Import.objects.update(preview=Import.objects.get().preview | {"rows": 1, "errors": []})

    page = page_text(officer, f"{start(access)}{run.pk}/verifier/")

    assert Import.objects.get().preview["counts_nothing"]
    assert "rien de nouveau n’y est compté" in page
    assert "ligne lue, rien n’entre" in page
    assert f'm-button-main" href="{columns(access, run)}"' in page
    assert "Vous pouvez importer" not in page


def test_list_without_headers_is_shown_with_its_first_rows(officer: Client, access: Access) -> None:
    rows: list[Row] = [
        ["Mme LORMEL Odette", "Maire", "06 39 98 10 01"],
        ["M. PASTOU Luc", "DGS", "06 39 98 10 02"],
    ]

    page = page_text(officer, columns(access, received(access, rows)))

    assert "Pas de ligne de titres, 2 lignes à lire." in page
    assert 'placeholder="aucune"' in page
    assert not re.search("[Ff]euille (?:« )?csv", page)
    assert "Les proposer au prochain fichier" not in page
    assert "Premières lignes du fichier" in page
    assert "2 valeurs sur 2 sont des noms de personnes" in page
    assert "Vérifier les lignes" in page


def test_empty_sheet_is_only_said_to_be_empty(officer: Client, access: Access) -> None:
    rows: list[Row] = [["Structure", "Nom", "Mail"], ["CC A", "ROY Eve", "e@cc.example.org"]]
    content = xlsx_bytes({"Contacts": rows, "Feuil2": []})
    run = make_import(cooperation=access.cooperation, content=content)
    page = page_text(officer, columns(access, run))

    assert "Feuille vide." in page
    assert ('value="Feuil2"' in page, 'name="header-1"' in page) == (False, False)
