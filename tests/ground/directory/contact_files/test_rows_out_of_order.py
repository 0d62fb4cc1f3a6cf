"""Names swapped or cut to an initial, structures written once, addresses cut by a space."""

import pytest

from maillage.foundation.exchange.cleaning.emails import read_emails
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def remarks(plan: ImportPlan) -> list[tuple[str, str, str]]:
    return [(one.cell, one.code, one.severity.value) for one in plan.problems]


def test_row_whose_capitals_are_in_the_given_name_is_put_in_order() -> None:
    plan = read(
        ["Structure", "NOM", "Prénom"],
        ["Lune claire", "LORMEL", "Odette"],
        ["Lune claire", "DE PASTOU", "Luc"],
        ["Lune claire", "Hugo", "BRISSAC"],
        ["Lune claire", "GRIVEL", "ANA"],
        ["Lune claire", "Tesson", "Ida"],
    )

    assert [(one.given_name, one.family_name) for one in plan.people] == [
        ("Odette", "LORMEL"), ("Luc", "DE PASTOU"), ("Hugo", "BRISSAC"), ("ANA", "GRIVEL"),
        ("Ida", "Tesson"),
    ]  # fmt: skip
    assert remarks(plan) == [("csv!B4", "names_swapped", "warning")]


def test_given_names_in_capitals_beside_ordinary_family_names_stay() -> None:
    plan = read(
        ["Structure", "Nom", "Prénom"],
        ["Lune claire", "Lormel", "Odette"],
        ["Lune claire", "Brissac", "HUGO"],
    )

    assert [one.family_name for one in plan.people] == ["Lormel", "Brissac"]
    assert remarks(plan) == []


def test_given_name_cut_to_an_initial_is_told_unless_the_file_has_it_whole() -> None:
    plan = read(
        ["Structure", "Nom et prénom"],
        ["Lune claire", "A. VILLEDIEU"],
        ["Lune claire", "LORMEL O."],
        ["Lune claire", "LORMEL Odette"],
        ["Lune claire", "TESSON J.-P."],
    )

    assert [(one.given_name, one.family_name) for one in plan.people] == [
        ("A.", "VILLEDIEU"), ("Odette", "LORMEL"), ("J.-P.", "TESSON"),
    ]  # fmt: skip
    assert remarks(plan) == [
        ("csv!B2", "given_name_initial", "warning"),
        ("csv!B3", "person_initial", "warning"),
        ("csv!B5", "given_name_initial", "warning"),
    ]


def test_structure_written_once_for_each_block_is_told_once() -> None:
    plan = read(
        ["Structure", "Nom et prénom"],
        ["CC du Val Fleuri", "LORMEL Odette"], ["", "PASTOU Luc"], ["", "BRISSAC Hugo"],
        ["Commune de Brolles", "GRIVEL Ana"], ["", "TESSON Ida"],
    )  # fmt: skip

    assert remarks(plan) == [("csv!A3", "structure_above", "info")]
    assert [one.organisation for one in plan.mandates] == [
        "val_fleuri", "val_fleuri", "val_fleuri", "brolles", "brolles",
    ]  # fmt: skip


def test_many_blanks_among_repeated_structures_are_one_doubt() -> None:
    plan = read(
        ["Structure", "Nom et prénom"],
        ["CC du Val Fleuri", "LORMEL Odette"], ["CC du Val Fleuri", "PASTOU Luc"],
        ["", "BRISSAC Hugo"], ["Commune de Brolles", "GRIVEL Ana"], ["", "TESSON Ida"],
    )  # fmt: skip

    assert remarks(plan) == [("csv!A4", "structure_above", "warning")]


def test_blank_structure_among_filled_ones_is_told_on_its_row() -> None:
    plan = read(
        ["Structure", "Nom et prénom"],
        ["CC du Val Fleuri", "LORMEL Odette"], ["", "PASTOU Luc"],
        ["Commune de Brolles", "GRIVEL Ana"], ["Commune d’Ormelle", "TESSON Ida"],
    )  # fmt: skip

    assert remarks(plan) == [("csv!A3", "structure_above", "warning")]


@pytest.mark.parametrize(
    "text",
    ["o lormel@val.example.org", "odette lormel@val.example.org", "o.lormel @val.example.org"],
)
def test_address_cut_by_a_space_is_invalid(text: str) -> None:
    guess = text.replace(" ", "")
    assert read_emails(text).addresses == ()
    assert read_emails(text).refused == (("Adresse invalide (espace).", f"{guess} (à confirmer)"),)


@pytest.mark.parametrize(
    "text",
    ["mail lormel@val.example.org", "Odette LORMEL lormel@val.example.org",
     "accueil lormel@val.example.org", "Mél : lormel@val.example.org"],
)  # fmt: skip
def test_words_beside_an_address_do_not_cut_it(text: str) -> None:
    assert read_emails(text).addresses == ("lormel@val.example.org",)
