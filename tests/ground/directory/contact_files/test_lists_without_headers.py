"""A list above which nobody wrote a header, and a function that also names its structure."""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def fields(plan: ImportPlan) -> list[str]:
    return [column.field for column in plan.readings[0].columns]


def mandates(plan: ImportPlan) -> list[tuple[str, str | None, str, str | None]]:
    families = {one.key: one.family_name for one in plan.people}
    names = {one.key: one.name for one in plan.organisations}
    return [
        (families[one.person], names.get(one.organisation or ""), one.kind, one.function)
        for one in plan.mandates
    ]


def test_list_without_headers_is_read_by_its_values() -> None:
    plan = read(
        ["Mme LORMEL Odette", "Maire, Commune de Brolles", "06 39 98 10 01"],
        ["M. PASTOU Luc", "DGS, CC du Val Fleuri", "06 39 98 10 02"],
        ["M. GRIVEL Jean", "Président, Association Lune claire", "06 39 98 10 03"],
        ["", "CAF du Lac", "01 99 00 10 04"],
    )

    assert fields(plan) == ["person_name", "function", "phone"]
    assert mandates(plan) == [
        ("LORMEL", "Commune de Brolles", "élu", "Maire"),
        ("PASTOU", "CC du Val Fleuri", "technicien", "DGS"),
        ("GRIVEL", "Association Lune claire", "contact", "Président"),
    ]
    assert [(one.name, one.phones) for one in plan.organisations][3] == (
        "CAF du Lac", ["0199001004"],
    )  # fmt: skip
    assert [(one.cell, one.code, one.severity.value) for one in plan.problems] == [
        ("csv!B1", "structure_in_function", "warning"), ("csv!A1", "no_header", "warning"),
    ]  # fmt: skip


def test_family_and_given_names_in_two_columns_are_guessed_under_a_title() -> None:
    plan = read(
        ["Annuaire du val"],
        [],
        ["LORMEL", "Anne", "Commune de Brolles", "Maire", "a.lormel@brolles.example.org"],
        ["PASTOU", "Luc", "CC du Val Fleuri", "DGS", "l.pastou@val.example.org"],
        ["GRIVEL", "Jean", "Association Lune", "Trésorier", "j.grivel@lune.example.org"],
    )

    assert fields(plan) == [
        "family_name", "given_name", "organisation_name", "function", "email",
    ]  # fmt: skip
    assert [(one.given_name, one.family_name) for one in plan.people] == [
        ("Anne", "LORMEL"), ("Luc", "PASTOU"), ("Jean", "GRIVEL"),
    ]  # fmt: skip
    assert plan.readings[0].rows.title_rows == [1]


def test_columns_guessed_are_those_that_the_officer_chooses_otherwise() -> None:
    rows: list[Row] = [
        ["Mme LORMEL Anne", "06 39 98 10 01", "Brolles"],
        ["M. PASTOU Luc", "06 39 98 10 02", "Ormelle"],
    ]
    content = open_content(csv_bytes(rows))
    mapping = plan_workbook(content).mapping
    mapping["csv"]["C"] = "commune"

    assert [one.name for one in plan_workbook(content, mapping).organisations] == [
        "Commune de Brolles", "Commune d'Ormelle",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["Pain", "2,50"], ["Beurre", "3,10"]],
        [["Réunion du 3 mars", "Salle bleue"], ["Présents", "M. LORMEL Paul"]],
        [["Mme LORMEL Anne", "06 39 98 10 01"]],
    ],
)
def test_what_is_no_list_of_people_is_left_aside(rows: list[Row]) -> None:
    assert not read(*rows).readings[0].is_used


def test_row_that_holds_a_number_or_a_name_is_no_header() -> None:
    plan = read(
        ["Mme LORMEL Odette", "Maire", "Commune de Brolles", "06 39 98 10 01"],
        ["M. PASTOU Luc", "DGS", "CC du Val Fleuri", "06 39 98 10 02"],
    )

    assert [one.family_name for one in plan.people] == ["LORMEL", "PASTOU"]


def test_function_and_structure_of_one_cell_are_parted_and_told_once() -> None:
    plan = read(
        ["Nom Prénom", "Fonction"],
        ["LORMEL Odette", "Maire, Commune de Brolles"],
        ["PASTOU Luc", "DGS – CC du Val Fleuri"],
        ["GRIVEL Jean", "Caf, conseiller technique"],
        ["TESSON Ida", "CCVF (chargée de mission)"],
        ["BRISSAC Hugo", "Adjoint, écoles et enfance"],
    )

    assert mandates(plan) == [
        ("LORMEL", "Commune de Brolles", "élu", "Maire"),
        ("PASTOU", "CC du Val Fleuri", "technicien", "DGS"),
        ("GRIVEL", "Caf", "contact", "conseiller technique"),
        ("TESSON", "CC du Val Fleuri", "technicien", "chargée de mission"),
        ("BRISSAC", None, "élu", "Adjoint, écoles et enfance"),
    ]
    codes = [(one.cell, one.code) for one in plan.problems]
    assert codes == [("csv!B2", "structure_in_function"), ("csv!B5", "organisation_alias")]


def test_function_beside_a_column_of_structures_is_left_whole() -> None:
    plan = read(
        ["Structure", "Nom Prénom", "Fonction"],
        ["CC du Val Fleuri", "LORMEL Odette", "Vice-présidente, maire, Commune de Brolles"],
    )

    assert [one.function for one in plan.mandates] == ["Vice-présidente, maire, Commune de Brolles"]


def test_header_of_structures_over_functions_is_that_of_a_function() -> None:
    plan = read(
        ["Nom Prénom", "Qualité et organisme"],
        ["LORMEL Odette", "Maire, Commune de Brolles"],
        ["PASTOU Luc", "Conseiller technique (Caf)"],
    )

    assert [one.name for one in plan.organisations] == ["Commune de Brolles", "Caf"]
    assert [one.function for one in plan.mandates] == ["Maire", "Conseiller technique"]
