"""Who has which address and which structure, where columns and rows only suggest it."""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import csv_bytes


def read(*rows: list[str]) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(list(rows))))


def reached(plan: ImportPlan) -> list[tuple[str, list[str]]]:
    return [(person.family_name, person.emails) for person in plan.people]


def homes(plan: ImportPlan) -> list[tuple[str, str | None]]:
    names = {organisation.key: organisation.name for organisation in plan.organisations}
    families = {person.key: person.family_name for person in plan.people}
    return [(families[m.person], names.get(m.organisation or "")) for m in plan.mandates]


@pytest.mark.parametrize(
    "header",
    [
        ["Structure", "Élu référent", "Mail élu référent", "Référent technique",
         "Mail référent technique"],
        ["Structure", "Délégué titulaire", "Mail délégué titulaire", "Délégué suppléant",
         "Mail délégué suppléant"],
        ["Structure", "Référent CTG", "Mail référent CTG", "Référent CLS", "Mail référent CLS"],
    ],
)  # fmt: skip
def test_address_is_that_of_whom_its_header_names_best(header: list[str]) -> None:
    plan = read(
        header,
        ["Caf", "M. BON Luc", "luc@caf.example.org", "Mme ROY Eve", "eve@caf.example.org"],
        ["MSA", "", "", "Mme SEL Ida", "ida@msa.example.org"],
    )

    assert reached(plan) == [
        ("BON", ["luc@caf.example.org"]), ("ROY", ["eve@caf.example.org"]),
        ("SEL", ["ida@msa.example.org"]),
    ]  # fmt: skip


def test_name_alone_on_its_row_is_somebody() -> None:
    plan = read(
        ["Commune", "Délégué titulaire", "Délégué suppléant"],
        ["Bréal", "M. HUREL Stanislas", "M. ROGER Luc"],
        ["", "Mme LEVEQUE Prune", ""],
        ["", "", "Mme PIN Eve"],
    )

    assert homes(plan) == [
        (family, "Commune de Bréal") for family in ("HUREL", "ROGER", "LEVEQUE", "PIN")
    ]


def test_structure_alone_on_its_row_is_that_of_the_people_under_it() -> None:
    plan = read(
        ["Structure", "NOM Prénom", "Fonction"],
        ["Mission locale", "Mme ROY Eve", "Directrice"],
        ["ARS", "", ""],
        ["", "M. BON Luc", "Médecin"],
        ["Les Lutins", "", ""],
        ["", "Mme SEL Ida", "Présidente"],
    )

    assert homes(plan) == [("ROY", "Mission locale"), ("BON", "ARS"), ("SEL", "Les Lutins")]


def test_commune_in_capitals_above_its_people_is_theirs() -> None:
    plan = read(
        ["Commune", "NOM Prénom", "Fonction"],
        ["ORVAL", "", ""],
        ["", "M. BON Luc", "Maire"],
        ["", "Mme ROY Eve", "Adjointe"],
        ["VAUX", "", ""],
        ["", "Mme SEL Ida", "Maire"],
    )

    assert homes(plan) == [
        ("BON", "Commune d'ORVAL"), ("ROY", "Commune d'ORVAL"), ("SEL", "Commune de VAUX"),
    ]  # fmt: skip


def test_fact_after_the_last_group_of_people_is_of_the_row() -> None:
    plan = read(
        ["", "TITULAIRE", "", "SUPPLÉANT", "", "", ""],
        ["Structure", "NOM Prénom", "Mail", "NOM Prénom", "Mail", "Collège", "Observations"],
        ["CC A", "BON Luc", "", "ROY Eve", "", "Public", "réélus"],
        ["DDT", "SEL Ida", "", "", "", "Public", "à relancer"],
    )

    assert [(m.kind, m.college, m.notes) for m in plan.mandates] == [
        ("titulaire", "Public", "réélus"), ("suppléant", "Public", "réélus"),
        ("titulaire", "Public", "à relancer"),
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["Qui", "Pilote", "Binôme", "Chef de projet", "Représenté par"])
def test_unknown_header_over_names_is_that_of_people(header: str) -> None:
    plan = read(
        ["Structure", header, "Mail"],
        ["Caf", "Mme ROY Eve", "eve@caf.example.org"],
        ["MSA", "M. BON Luc", "luc@msa.example.org"],
    )

    assert reached(plan) == [("ROY", ["eve@caf.example.org"]), ("BON", ["luc@msa.example.org"])]


def test_header_of_another_import_over_structures_is_theirs() -> None:
    plan = read(
        ["Équipement", "NOM Prénom"],
        ["Crèche des Prés", "Mme ROY Eve"],
        ["Mairie de Vaux", "M. BON Luc"],
        ["École du Lac", "Mme SEL Ida"],
    )

    assert homes(plan)[0] == ("ROY", "Crèche des Prés")


def test_second_column_of_names_is_not_guessed_from_its_values() -> None:
    plan = read(
        ["Structure", "NOM Prénom", "Qui a appelé"],
        ["Caf", "Mme ROY Eve", "Mme SEL Ida"],
        ["MSA", "M. BON Luc", "Mme SEL Ida"],
    )

    assert [person.family_name for person in plan.people] == ["ROY", "BON"]


@pytest.mark.parametrize("header", ["RIB", "Positionnement politique", "À éviter", "Allergies"])
def test_what_nobody_may_keep_of_people_is_refused(header: str) -> None:
    plan = read(["Structure", "NOM Prénom", header], ["Caf", "Mme ROY Eve", "x y"])

    assert [(problem.cell, problem.code) for problem in plan.problems] == [
        ("csv!C1", "sensitive_column")
    ]
