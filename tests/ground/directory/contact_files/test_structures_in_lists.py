"""Circles, totals, acronyms and residents in a column of structures are what an officer means."""

import pytest

from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.organisation_names import (
    is_individual,
    name_parts,
)
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import csv_bytes

HEADER = ["Structure", "NOM Prénom", "Fonction", "Mail"]


def read(*rows: list[str], header: list[str] = HEADER) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes([header, *rows])))


def organisations(plan: ImportPlan) -> list[str]:
    return [organisation.name for organisation in plan.organisations]


def codes(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(problem.cell.split("!")[1], problem.code) for problem in plan.problems]


def test_circle_alone_on_its_row_is_no_structure() -> None:
    plan = read(
        ["Institutions", "", "", ""],
        ["Caf", "Mme DURAND Zoé", "Directrice", ""],
        ["Associations locales", "", "", ""],
        ["Familles rurales", "", "", ""],
        ["Les Lutins", "M. PETIT Jean", "Président", ""],
        ["Personnalités qualifiées", "", "", ""],
    )

    assert organisations(plan) == ["Caf", "Familles rurales", "Les Lutins"]
    assert codes(plan) == [(f"A{row}", "section_row") for row in (2, 4, 7)]


def test_one_column_of_structures_keeps_each_line() -> None:
    assert organisations(read(["Institutions"], ["Caf"], header=["Structure"])) == [
        "Institutions", "Caf",
    ]  # fmt: skip


def test_structure_in_capitals_alone_on_its_row_is_kept() -> None:
    plan = read(
        ["Mission locale", "Mme DURAND Zoé", "Directrice", ""],
        ["CPAM", "", "", ""],
        ["Centre social", "M. PETIT Jean", "Directeur", ""],
        ["CAF DU LOT", "", "", ""],
        ["COLLECTIVITÉS", "", "", ""],
        ["Association des Sources", "M. GRIS Al", "Président", ""],
        ["UDAF 46", "", "", ""],
    )

    assert organisations(plan) == [
        "Mission locale", "CPAM", "Centre social", "CAF DU LOT", "Association des Sources",
        "UDAF 46",
    ]  # fmt: skip
    assert codes(plan) == [("A6", "section_row")]


@pytest.mark.parametrize(
    "text",
    [
        "Habitante",
        "Représentants des usagers",
        "Personnalité qualifiée",
        "M. ROY, à titre personnel",
    ],
)
def test_who_sits_in_their_own_name_is_no_structure(text: str) -> None:
    assert is_individual(text)


@pytest.mark.parametrize(
    "text",
    ["Conseil citoyen Bel Air", "Association des habitants", "Maison des citoyens",
     "Collectif de riverains", "Union des usagers de la santé"],
)  # fmt: skip
def test_body_of_residents_is_a_structure(text: str) -> None:
    assert not is_individual(text)


def test_dotted_and_numbered_acronyms_are_the_same_body() -> None:
    plan = read(
        *([name, f"Mme {family} Eve", "", ""] for name, family in (
            ("Caf 79", "ROY"), ("C.A.F. 79", "SEL"), ("MSA", "PIN"), ("M.S.A.", "BON"),
            ("Conseil départemental 79", "LEU"), ("CD79", "MOU"), ("CAF44", "GRIS"),
        ))
    )  # fmt: skip

    assert organisations(plan) == ["Caf 79", "MSA", "Conseil départemental 79", "CAF44"]
    assert name_parts("S.A.S. Durand").kind == "sarl"
    assert name_parts("St. Ouzon").core == "saint ouzon"


def test_totals_of_an_attendance_sheet_are_nobody() -> None:
    plan = read(
        ["ACHARD Bénédicte", "Caf", "Directrice"],
        ["Nb de présents : 2", "", ""],
        ["Nombre de participants", "2", ""],
        ["Effectif : 2", "", ""],
        ["Secrétaire de séance : Mme Achard", "", ""],
        header=["Nom Prénom", "Organisme", "Fonction"],
    )

    assert [person.family_name for person in plan.people] == ["ACHARD"]
    assert codes(plan) == [
        ("A3", "total_row"), ("A4", "total_row"), ("A5", "total_row"), ("A6", "footer_row"),
    ]  # fmt: skip


def test_sum_alone_under_its_column_is_not_reported() -> None:
    plan = read(["Caf", "Mme ROY Eve", "Directrice", "3"], ["", "", "", "3"], header=[
        "Structure", "NOM Prénom", "Fonction", "Places",
    ])  # fmt: skip

    assert (organisations(plan), codes(plan)) == (["Caf"], [])


def test_body_of_a_contact_is_kept() -> None:
    plan = read(
        ["Caf", "Mme ROY Eve", "Directrice", "COPIL, COTECH"],
        ["MSA", "M. BON Luc", "Conseiller", ""],
        header=["Structure", "NOM Prénom", "Fonction", "Instance"],
    )

    assert [(m.kind, m.body) for m in plan.mandates] == [
        ("contact", "COPIL, COTECH"), ("contact", None),
    ]  # fmt: skip


def test_working_time_is_not_that_of_the_elected_person_of_the_row() -> None:
    plan = read(
        ["CC Aulne", "GOAS Enora", "0,5", "M. BON Luc"],
        header=["Structure", "NOM Prénom", "ETP", "Élu référent"],
    )

    assert [(m.kind, m.details) for m in plan.mandates] == [
        ("contact", {"fte": "0,5"}), ("élu", {}),
    ]  # fmt: skip


def test_seats_counted_beside_a_commune_are_not_its_name() -> None:
    plan = read(
        ["Aigremont (2 sièges)", "Mme ROY Eve"], ["Bouin (Vendée)", "M. BON Luc"],
        header=["Commune", "Titulaire"],
    )  # fmt: skip

    assert organisations(plan)[0] == "Commune d'Aigremont"
    assert "Vendée" in organisations(plan)[1]


@pytest.mark.parametrize(
    "text", ["(jusqu'en 2024)", "jusqu’à 2024", "dès 2024", "à partir de 2024"]
)
def test_word_before_a_date_is_no_remark(text: str) -> None:
    reading = read_date(text)

    assert (str(reading.date), reading.rest) == ("2024-01-01", "")


@pytest.mark.parametrize("between", [" / ", ", ", "\n", " et ", " ; "])
def test_two_structures_in_a_cell_are_two_and_reported(between: str) -> None:
    cell = f"Mairie de Vaux{between}CC du Val"

    plan = read(
        ["ROUX Paul", cell, "000100016", "Eau"],
        header=["Nom Prénom", "Structure", "SIREN", "Thème"],
    )

    assert [(o.name, o.facts.get("siren")) for o in plan.organisations] == [
        ("Mairie de Vaux", "000100016"), ("CC du Val", None),
    ]  # fmt: skip
    assert [(m.person, m.organisation, m.theme) for m in plan.mandates] == [
        ("roux", "vaux", ["Eau"]), ("roux", "val", ["Eau"]),
    ]  # fmt: skip
    assert codes(plan) == [("B2", "several_organisations")]


@pytest.mark.parametrize(
    "cell",
    ["Mairie de Vaux et de Thouars", "École et collège Jean Moulin", "Arts, lettres et bois"],
)
def test_an_enumeration_in_one_name_is_one_structure(cell: str) -> None:
    plan = read(["ROUX Paul", cell], header=["Nom Prénom", "Structure"])

    assert [o.name for o in plan.organisations] == [cell]


@pytest.mark.parametrize("between", ["\n", " – ", " - "])
def test_a_service_written_under_its_structure_is_its_service(between: str) -> None:
    plan = read(
        ["ROUX Paul", f"Hôpital de Vaux{between}Service de nuit"],
        header=["Nom Prénom", "Structure"],
    )

    (one,), (mandate,) = plan.organisations, plan.mandates
    assert (one.name, one.departments, mandate.department) == (
        "Hôpital de Vaux", ["Service de nuit"], "Service de nuit",
    )  # fmt: skip
    assert codes(plan) == [("B2", "organisation_and_department")]
