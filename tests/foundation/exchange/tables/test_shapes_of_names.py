"""Columns of names: of people, of structures, or of either."""

from openpyxl.worksheet.worksheet import Worksheet

from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.foundation.exchange.tables.shapes import fields, read


def test_lone_name_beside_a_number_of_structures_names_structures() -> None:
    rows: list[Row] = [
        ["nom", "siret", "ville"],
        ["Jeanne Morel", "11111111800011", "Brolles"],
        ["Tremplin", "22222222600022", "Ormelle"],
    ]

    assert fields(read(csv_bytes(rows))) == ["organisation_name", "siret", "city"]


def test_schools_that_bear_names_of_people_are_structures() -> None:
    rows: list[Row] = [
        ["Commune", "ETABLISSEMENT", "Code UAI"],
        ["Brolles", "Jeanne Morel", "0490001A"],
        ["Ormelle", "Paul Verdier", "0490002B"],
    ]

    assert fields(read(csv_bytes(rows))) == ["commune", "organisation_name", "uai"]


def test_doubt_on_a_column_of_names_is_asked_with_three_examples() -> None:
    rows: list[Row] = [["Nom", "Mél"], ["Les Étangs", "-"], ["Tremplin", "-"], ["Le Gué", "-"]]
    column = read(csv_bytes(rows)).columns[0]

    assert (column.field, column.waits) == ("person_name", True)
    assert column.doubt == "Des personnes, ou des structures ?"
    assert column.samples == ("Les Étangs", "Tremplin", "Le Gué")


def test_structures_among_which_people_stand_are_asked() -> None:
    names = ["Commune d’Orval", "Claire AUBIN", "Caf du Val", "Les Amis du Gué"]
    rows = [["Membre", "Mél"], *([name, "-"] for name in names)]
    column = read(csv_bytes(rows)).columns[0]

    assert (column.field, column.doubt) == (
        "organisation_name", "Des structures, ou des personnes ?",
    )  # fmt: skip


def test_name_of_an_agency_is_no_name_of_somebody() -> None:
    rows: list[Row] = [
        ["NOM_AGENCE", "COMMUNE"], ["Agence du Val", "Orval"], ["Agence du Gué", "Brolles"],
    ]  # fmt: skip
    beside: list[Row] = [
        ["Structure", "Nom du réseau"],
        ["Le Gué", "Fédération du Val"],
        ["Le Pré", "Agence du Val"],
    ]  # fmt: skip

    assert fields(read(csv_bytes(rows))) == ["organisation_name", "commune"]
    column = read(csv_bytes(beside)).columns[1]
    assert (column.field, column.waits) == ("ignored", True)


def test_people_written_after_their_structure_stay_people() -> None:
    rows: list[Row] = [
        ["Structure", "Contact"], ["Le Gué", "Mairie : Claire AUBIN"], ["Le Pré", "CCAS : Eve ROY"],
    ]  # fmt: skip

    assert fields(read(csv_bytes(rows)))[1] == "person_name"


def test_names_of_people_leave_no_doubt() -> None:
    rows: list[Row] = [["Nom", "Mél"], ["Claire AUBIN", "-"], ["Eve ROY", "-"]]

    assert not read(csv_bytes(rows)).columns[0].waits


def test_mandate_that_may_be_a_period_is_asked() -> None:
    rows: list[Row] = [
        ["Nom", "Prénom", "Mandat"], ["A", "B", "Maire"], ["C", "D", "2020-2026"],
        ["E", "F", "Maire"],
    ]  # fmt: skip

    assert read(csv_bytes(rows)).columns[2].doubt == "Un mandat, ou sa durée ?"


def test_names_under_funders_are_funders() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")

    rows: list[Row] = [
        ["", "Cofinanceurs", ""], ["Opération", "Noms", "Montant"], ["Halle", "Région", "12"],
    ]  # fmt: skip
    reading = read(xlsx_bytes({"Plan": rows}, dress))

    assert fields(reading)[1] == "funder"


def test_head_of_a_structure_does_not_take_its_name() -> None:
    heads = ("Prénom responsable", "Nom responsable", "Courriel responsable")
    header: Row = ["Nom", "Description", *heads]
    rows: list[Row] = [header, ["Le Relais", "Accueil de jour", "Claire", "AUBIN", ""]]

    assert fields(read(csv_bytes(rows))) == [
        "organisation_name", "action_description", "given_name", "family_name", "email",
    ]  # fmt: skip
