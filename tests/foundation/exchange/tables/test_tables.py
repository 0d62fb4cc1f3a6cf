"""Titles, headers, groups, sections, totals and feet; what each column holds."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.sheets import (
    SheetReading,
    choice_of,
    guessed_mapping,
    read_sheets,
)
from maillage.foundation.exchange.vocabulary.words import header_fields
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes

EVERYTHING = frozenset({*header_fields().values(), "elected_or_technician"})


def read(rows: list[Row]) -> SheetReading:
    return read_sheets(open_content(csv_bytes(rows)), EVERYTHING)[0]


def fields(reading: SheetReading) -> list[str]:
    return [choice_of(column) for column in reading.tables[0].columns]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nom de la structure", "organisation_name"),
        ("N° SIREN", "siren"),
        ("ÉLU·E RÉFÉRENT·E", "elected_name"),
        ("Délégué(e)s suppléants", "suppleant_name"),
        ("Étiquette", "refused_political"),
        ("Étiquettes", "theme"),
        ("Remarques perso", "refused_private"),
        ("Syndicat", "refused_personal"),
        ("Portable maire", "mobile"),
        ("Tél. élu référent", "phone"),
        ("Élu référent CTG 2026", "elected_name"),
        ("Adresse mail professionnelle", "email"),
    ],
)
def test_headers_announce_their_field(header: str, field: str) -> None:
    match = match_header(header)

    assert match is not None
    assert match.field == field


def test_unknown_header_announces_nothing() -> None:
    assert match_header("Zzz") is None


def test_header_on_line_six_leaves_titles_total_and_foot_aside() -> None:
    reading = read(
        [
            ["Annuaire"], ["MAJ 2026"], [], ["(interne)"], [],
            ["Structure", "Nom", "Prénom", "Mail"],
            ["CC A", "Roy", "Eve", "eve@x.fr"],
            ["CC B", "Zed", "Al", "al@x.fr"],
            ["Total : 2", "", "", ""], [], ["* à confirmer"],
        ]
    )  # fmt: skip

    table = reading.tables[0].table
    assert (reading.rows.title_rows, table.header_row) == ([1, 2, 4], 6)
    assert (table.records, table.totals, reading.rows.footers) == ([7, 8], [9], [11])


def test_groups_over_two_lines_make_two_contacts() -> None:
    reading = read(
        [
            ["", "TITULAIRE", "", "", "SUPPLÉANT", "", ""],
            ["Organisme", "NOM", "Prénom", "Mail", "NOM", "Prénom", "Mail"],
            ["CC A", "ROY", "Eve", "eve@x.fr", "ZED", "Al", "al@x.fr"],
        ]
    )

    assert fields(reading) == [
        "organisation_name", "family_name:1", "given_name:1", "email:1",
        "family_name:2", "given_name:2", "email:2",
    ]  # fmt: skip
    assert [slot.role for slot in reading.tables[0].slots] == ["titulaire", "suppléant"]


def test_numbered_headers_join_their_contact_wherever_they_stand() -> None:
    reading = read(
        [
            ["Structure", "Contact 1", "Contact 2", "Mail 1", "Mail 2"],
            ["CC A", "Mme Eve ROY", "M. Al ZED", "eve@x.fr", "al@x.fr"],
        ]
    )

    assert fields(reading) == [
        "organisation_name", "person_name:1", "person_name:2", "email:1", "email_secondary:2",
    ]  # fmt: skip


def test_merged_groups_do_not_spill_over_their_columns() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:D2")

    rows: list[Row] = [
        ["STRUCTURE", "ÉLU RÉFÉRENT", None, "Observations"],
        ["Nom de la structure", "NOM Prénom", "Mail", None],
        ["CC A", "ROY Eve", "eve@x.fr", "pilote"],
    ]
    reading = read_sheets(open_content(xlsx_bytes({"A": rows}, dress)), EVERYTHING)[0]

    assert fields(reading) == ["organisation_name", "person_name:1", "email:1", "notes"]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Contact", ["eve@x.fr", "al@x.fr"], "email_organisation"),
        ("Contact", ["01 99 00 10 01", "01 99 00 10 02"], "phone_organisation"),
        ("Contact", ["Eve Roy", "Al Zed"], "person_name:1"),
        ("Titre", ["M.", "Mme"], "civility:1"),
        ("Titre", ["Maire", "DGS"], "function"),
        ("Statut", ["T", "S"], "titulaire_suppleant"),
        ("Statut", ["élu", "technicien"], "elected_or_technician"),
        ("Statut", ["public", "privé"], "organisation_type"),
        ("Adresse", ["eve@x.fr", "al@x.fr"], "email_organisation"),
        ("Département", ["44", "49"], "territory"),
        ("Département", ["Service habitat", "Direction voirie"], "department"),
        ("Colonne1", ["eve@x.fr", "al@x.fr"], "email_organisation"),
        ("Colonne1", ["LR", "PS*"], "refused_political"),
        ("Colonne1", ["abc", "def"], "ignored"),
    ],
)
def test_values_decide_of_ambiguous_headers(header: str, values: list[str], field: str) -> None:
    reading = read(
        [["Structure", "Ville", header], ["CC A", "Retz", values[0]], ["CC B", "Pornic", values[1]]]
    )

    assert fields(reading)[2] == field


def test_refused_column_shows_no_value() -> None:
    reading = read([["Nom", "Prénom", "Colonne1"], ["Roy", "Eve", "LR"], ["Zed", "Al", "PS"]])

    assert reading.tables[0].columns[2].samples == ()


def test_sheet_of_actions_is_left_aside() -> None:
    reading = read(
        [["Axe", "Action", "Structure pilote", "Budget"], ["1", "Crèche", "CC A", "12000"]]
    )

    assert reading.reason == "aucune colonne de structure ou de personne"


def test_second_table_under_the_first_has_its_own_columns() -> None:
    reading = read(
        [
            ["Structure", "Nom", "Prénom"], ["CC A", "Roy", "Eve"],
            ["Nom", "Prénom", "Structure"], ["Zed", "Al", "CC B"],
        ]
    )  # fmt: skip

    assert [mapped.table.records for mapped in reading.tables] == [[2], [4]]
    assert [column.field for column in reading.tables[1].columns] == [
        "family_name", "given_name", "organisation_name",
    ]  # fmt: skip


def test_mapping_chosen_by_the_officer_replaces_the_guess() -> None:
    workbook = open_content(csv_bytes([["Nom", "Prénom", "Truc"], ["Roy", "Eve", "CC A"]]))

    chosen = read_sheets(workbook, EVERYTHING, {"csv": {"C": "organisation_name"}})
    ignored = read_sheets(workbook, EVERYTHING, {"csv": {}})

    assert guessed_mapping(chosen) == {
        "csv": {"A": "family_name:1", "B": "given_name:1", "C": "organisation_name"}
    }
    assert ignored[0].reason == "laissée de côté à votre demande"
