"""Shapes of files in the wild: where the header stands, what a row holds, what follows it."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.cells.problems import Problems
from maillage.foundation.exchange.tables.remarks import add_look_remarks
from maillage.foundation.exchange.tables.sheets import HEADER_ROW, SheetReading, guessed_mapping
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, ods_bytes, xlsx_bytes
from tests.foundation.exchange.tables.shapes import fields, read

WIDE = 40


def remarks(reading: SheetReading) -> list[tuple[str, str]]:
    problems = Problems()
    add_look_remarks(reading, problems, title_used=False)
    return [(problem.code, problem.cell) for problem in problems.listed()]


def records(reading: SheetReading) -> list[list[str]]:
    sheet = reading.sheet
    return [
        [sheet.text(row, column.number) for column in reading.columns]
        for mapped in reading.tables
        for row in mapped.table.records
    ]


def test_three_headers_suffice_in_a_row_of_any_width() -> None:
    header: Row = ["First Name", "Last Name", *[f"Zz {n}" for n in range(WIDE)], "Primary Email"]
    person: Row = ["Claire", "AUBIN", *["x"] * WIDE, "c.aubin@val.example.org"]
    reading = read(csv_bytes([["Carnet"], header, person]))

    assert reading.tables[0].table.header_row == 2
    assert (fields(reading)[:2], fields(reading)[-1]) == (["given_name", "family_name"], "email")


def test_two_headers_do_not_suffice_in_a_wide_row() -> None:
    header: Row = ["Structure", "Mail", *[f"Zz {n}" for n in range(WIDE)]]

    assert read(csv_bytes([header, ["x"] * (WIDE + 2)])).tables == []


def test_row_of_values_is_no_header() -> None:
    row: Row = ["Maire", "Mairie", "Directeur", "Courriel", "02 99 00 00 01", *["x"] * 6]

    assert read(csv_bytes([row, row])).tables == []


def test_words_of_headers_said_again_under_themselves_are_values() -> None:
    row: Row = ["Association", "Présidente", "Titulaire", *[f"x{n}" for n in range(8)]]
    other: Row = ["Association", "Présidente", "Suppléante", *[f"y{n}" for n in range(8)]]

    assert read(csv_bytes([row, other])).tables == []


def test_header_row_is_pointed_at() -> None:
    content = csv_bytes([["Aaa", "Bbb"], ["Ccc", "Ddd"], ["AUBIN", "Claire"]])

    assert (read(content).reason, read(content).tables) == ("aucune ligne d’en-tête reconnue", [])
    pointed = read(content, {HEADER_ROW: "2", "A": "family_name:1"})
    assert (pointed.is_used, pointed.pointed, records(pointed)) == (True, 2, [["AUBIN", "Claire"]])
    assert [column.header for column in pointed.columns] == ["Ccc", "Ddd"]
    assert fields(pointed)[0] == "family_name"


def test_values_without_headers_are_all_read() -> None:
    content = csv_bytes(
        [
            ["Commune d'Orval", "AUBIN Claire", "0639980001", "c.aubin@orval.example.org"],
            ["CC du Val", "ROY Eve", "0639980002", "e.roy@val.example.org"],
        ]
    )
    reading = read(content, {HEADER_ROW: "0", "A": "organisation_name"})

    assert reading.pointed == 0
    assert fields(reading) == ["organisation_name", "person_name", "phone", "email"]
    assert [record[1] for record in records(reading)] == ["AUBIN Claire", "ROY Eve"]
    assert guessed_mapping([reading])["csv"][HEADER_ROW] == "0"
    assert remarks(reading) == []


def test_row_pointed_at_that_does_not_exist_changes_nothing() -> None:
    content = csv_bytes([["Structure", "Mail"], ["CC A", "a@a.example.org"]])

    assert read(content, {HEADER_ROW: "99"}).tables[0].table.header_row == 1


def test_sheet_left_aside_shows_its_columns_to_be_ticked_again() -> None:
    content = csv_bytes([["Structure", "Nom"], ["CC A", "AUBIN"]])
    aside = read(content, {})

    assert (aside.is_used, aside.reason) == (False, "laissée de côté à votre demande")
    assert fields(aside) == ["organisation_name", "person_name"]


def test_sheet_that_holds_nothing_to_take_is_never_left_aside_by_the_officer() -> None:
    content = csv_bytes([["Axe", "Échéance"], ["1", "2027"]])

    assert read(content, {}).reason == "aucune colonne de structure ou de personne"


def test_hidden_sheet_is_read_once_ticked() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    rows: list[Row] = [["Structure", "Nom"], ["CC A", "AUBIN"]]
    content = xlsx_bytes({"Liste": rows, "Autre": [["Zzz"]]}, dress)

    assert read(content).reason == "feuille masquée"
    assert fields(read(content)) == ["organisation_name", "person_name"]
    assert read(content, {HEADER_ROW: ""}).is_used


def test_ticked_sheet_is_read_even_without_a_column_of_names() -> None:
    content = csv_bytes([["Échéance", "Montant"], ["2027", "12"]])

    assert read(content).reason == "aucune colonne de structure ou de personne"
    assert read(content, {HEADER_ROW: "1"}).is_used


def test_one_column_that_holds_rows_is_cut() -> None:
    content = xlsx_bytes({"Export": [["Structure;Nom;Prénom"], ["Atelier du Bocage;Aubin;Claire"]]})
    reading = read(content)

    assert fields(reading) == ["organisation_name", "family_name", "given_name"]
    assert records(reading) == [["Atelier du Bocage", "Aubin", "Claire"]]
    assert remarks(reading) == [("column_cut", "Export!A1")]


def test_one_column_of_names_is_not_cut() -> None:
    content = xlsx_bytes({"Noms": [["Nom et prénom"], ["AUBIN, Claire"], ["ROY, Eve"]]})

    assert records(read(content)) == [["AUBIN, Claire"], ["ROY, Eve"]]


def test_row_quoted_whole_is_cut_with_a_remark() -> None:
    content = b'Structure;Nom;Prenom\nMairie;Roy;Eve\n"Atelier du Bocage;Aubin;Claire"\n'
    reading = read(content)

    assert records(reading) == [["Mairie", "Roy", "Eve"], ["Atelier du Bocage", "Aubin", "Claire"]]
    assert remarks(reading) == [("row_cut_again", "csv!A3")]


@pytest.mark.parametrize(
    "notice",
    [
        ["Nom de la structure. Entre 3 et 150 caractères", "Adresse au format nom@domaine", ""],
        [
            "Le nom complet de la structure tel que déclaré au greffe",
            "Une adresse où joindre la personne qui répond au public",
            "Le prénom puis le nom de la personne à contacter",
        ],
    ],
)
def test_notice_under_the_header_is_left_aside(notice: list[str]) -> None:
    rows: list[Row] = [["Structure", "Courriel", "Contact"], list(notice)]
    people: list[Row] = [
        ["Relais", "r@val.example.org", "Eve ROY"],
        ["Gué", "g@val.example.org", ""],
    ]
    reading = read(csv_bytes([*rows, *people]))

    assert reading.rows.notices == [2]
    assert [record[0] for record in records(reading)] == ["Relais", "Gué"]
    assert remarks(reading) == [("notice_row", "csv!A2")]


def test_first_action_of_a_plan_is_no_notice() -> None:
    action: Row = [
        "Ouvrir un lieu d’accueil pour les familles du territoire",
        "Former les animateurs à l’accueil de tous les enfants",
    ]
    rows: list[Row] = [["Action", "Objectif"], action, action, action]

    assert read(csv_bytes(rows)).rows.notices == []


def test_days_over_marks_of_presence_are_a_header() -> None:
    reading = read(
        csv_bytes(
            [
                ["Structure", "12/01/2026", "09/03/2026", "11/05/2026"],
                ["Mairie", "P", "E", "P"],
                ["Caf", "A", "P", "P"],
            ]
        )
    )

    assert fields(reading) == ["organisation_name", "attendance", "attendance", "attendance"]
    assert (reading.kind and reading.kind.word) == "attendance"


def test_what_a_spreadsheet_hides_is_read_and_told() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True

    rows: list[Row] = [["Structure", "Nom"], ["CC A", "ROY"], ["CC B", "BON"]]
    reading = read(xlsx_bytes({"Liste": rows}, dress))

    assert records(reading) == [["CC A", "ROY"], ["CC B", "BON"]]
    assert remarks(reading) == [("hidden_column", "Liste!B1"), ("hidden_row", "Liste!A3")]


def test_rows_that_a_filter_hides_are_told_at_once() -> None:
    def dress(sheet: Worksheet) -> None:
        for row in range(2, 14):
            sheet.row_dimensions[row].hidden = True

    rows: list[Row] = [["Structure", "Nom"]]
    rows.extend(["CC A", "ROY"] for _ in range(12))

    assert remarks(read(xlsx_bytes({"Liste": rows}, dress))) == [("hidden_row", "Liste!A2")]


def test_what_ods_hides_is_told_too() -> None:
    def cells(*texts: str) -> str:
        inside = (f"<text:p>{text}</text:p>" for text in texts)
        return "".join(f"<table:table-cell>{one}</table:table-cell>" for one in inside)

    table = (
        '<table:table table:name="Liste"><table:table-column/>'
        '<table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{cells('Structure', 'Nom')}</table:table-row>"
        f"<table:table-row>{cells('CC A', 'ROY')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cells("CC B", "BON")}</table:table-row>'
        "</table:table>"
    )

    assert remarks(read(ods_bytes(table))) == [
        ("hidden_column", "Liste!B1"), ("hidden_row", "Liste!A3"),
    ]  # fmt: skip


def test_two_columns_of_one_header_read_otherwise_are_told() -> None:
    rows: list[Row] = [["Titre", "Nom", "Prénom", "Titre"], ["Mme", "ROY", "Eve", "Directrice"]]
    reading = read(csv_bytes(rows))

    assert fields(reading) == ["civility", "family_name", "given_name", "function"]
    assert remarks(reading) == [("duplicate_header", "csv!D1")]


@pytest.mark.parametrize("words", ["s/total collectivités : 3", "S/T secteur nord", "Sous-total"])
def test_subtotal_is_no_record(words: str) -> None:
    rows: list[Row] = [["Structure", "Nom"], ["CC A", "ROY"], [words, "1"], ["CC B", "BON"]]

    assert records(read(csv_bytes(rows))) == [["CC A", "ROY"], ["CC B", "BON"]]


def test_day_above_marks_beside_contacts_is_a_column_of_presence() -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction", "12/01/2026"],
        ["CC A", "ROY", "Eve", "DGS", "P"],
    ]
    reading = read(csv_bytes(rows))

    assert fields(reading)[-1] == "attendance"
    assert remarks(reading) == [("attendance_column", "csv!E1")]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Mandat / durée", ["CA 2024-2027", "2020-2026", "depuis 2021"], "since"),
        ("Mandat / durée", ["3 ans", "6 ans"], "notes"),
        ("Mandat", ["Adjointe à l’enfance", "Maire"], "mandate"),
        ("Code commune", ["49100", "49120", "49300", "49140"], "postcode"),
        ("Code commune", ["49007", "49120", "49301", "49140"], "insee_code"),
        ("Code commune", ["Brolles", "Ormelle"], "commune"),
        ("Code commune", ["49", "2A"], "territory"),
        ("Secteur", ["Culture", "Emploi"], "theme"),
        ("Région", ["20 000 €", "12000"], "funder"),
        ("Région", ["Val-de-Maine", "Bocage"], "territory"),
        ("Intitulé du poste", ["Claire AUBIN", "Eve ROY"], "person_name"),
        ("Trésorière", ["Claire AUBIN", "Eve ROY"], "person_name"),
        ("Référents", ["Claire AUBIN", "Eve ROY"], "person_name"),
        ("username", ["caubin", "eroy"], "ignored"),
        ("Secteur", ["Canton de Brolles", "Vallée du Gué"], "territory"),
    ],
)
def test_all_the_values_of_a_column_say_what_it_holds(
    header: str, values: list[str], field: str
) -> None:
    rows = [["Structure", header, "Mail"], *(["CC A", value, ""] for value in values)]

    assert fields(read(csv_bytes(rows)))[1] == field
