"""Who is elected or works there, and what a row of one cell says of the rows under it."""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.section_words import is_service
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.contact_files.table.elected import role_of_function
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

COLUMNS: Row = ["Structure", "Nom", "Prénom", "Fonction"]


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes([COLUMNS, *rows])))


def mandates(plan: ImportPlan) -> list[tuple[str, str | None, str, str | None]]:
    families = {one.key: one.family_name for one in plan.people}
    names = {one.key: one.name for one in plan.organisations}
    return [
        (families[one.person], names.get(one.organisation or ""), one.kind, one.department)
        for one in plan.mandates
    ]


@pytest.mark.parametrize(
    "function",
    ["Présidente", "1er vice-président", "Vice-présidente en charge de l’eau", "VP enfance",
     "Adjoint", "Élue référente", "Conseiller communautaire", "Maire-adjointe"],
)  # fmt: skip
def test_who_presides_over_an_assembly_is_elected(function: str) -> None:
    kinds = (OrganisationKind.COMMUNE, OrganisationKind.EPCI)
    assert [role_of_function(function, kind) for kind in kinds] == ["élu", "élu"]


@pytest.mark.parametrize(
    "function",
    ["DGS", "Secrétaire de mairie", "Directrice adjointe", "Resp. enfance", "Agente d’accueil",
     "Chargé de mission", "Conseillère numérique", "Adjointe administrative"],
)  # fmt: skip
def test_who_works_for_it_is_a_technician(function: str) -> None:
    kinds = (OrganisationKind.SYNDICATE, OrganisationKind.DEPARTEMENT)
    assert [role_of_function(function, kind) for kind in kinds] == ["technicien", "technicien"]


@pytest.mark.parametrize("function", ["Présidente", "Directeur", "VP", "Chargée de mission"])
def test_the_same_words_elsewhere_make_contacts(function: str) -> None:
    kinds = (OrganisationKind.ASSOCIATION, OrganisationKind.COMPANY, OrganisationKind.STATE)
    assert [role_of_function(function, kind) for kind in kinds] == [None, None, None]


def test_referent_is_neither() -> None:
    assert role_of_function("Référente jeunesse", OrganisationKind.COMMUNE) is None


def test_structure_says_the_kind_by_its_name() -> None:
    plan = read(
        ["CC du Val Fleuri", "LORMEL", "Éva", "Présidente"],
        ["Association Lune claire", "PASTOU", "Luc", "Président"],
        ["Commune de Brolles", "GRIVEL", "Ana", "Secrétaire générale"],
    )

    assert [one.kind for one in plan.mandates] == ["élu", "contact", "technicien"]


def test_service_alone_on_its_row_is_the_service_of_those_under_it() -> None:
    plan = read(
        ["CC du Val Fleuri", "LORMEL", "Éva", "Présidente"],
        ["Direction générale"],
        ["CC du Val Fleuri", "PASTOU", "Luc", "DGS"],
        ["Service enfance"],
        ["Commune de Brolles", "GRIVEL", "Ana", "Agente"],
        ["Pôle emploi"],
        ["Commune de Brolles", "TESSON", "Ida", "Maire"],
    )

    assert [one.name for one in plan.organisations] == [
        "CC du Val Fleuri", "Commune de Brolles", "Pôle emploi",
    ]  # fmt: skip
    assert mandates(plan) == [
        ("LORMEL", "CC du Val Fleuri", "élu", None),
        ("PASTOU", "CC du Val Fleuri", "technicien", "Direction générale"),
        ("GRIVEL", "Commune de Brolles", "technicien", "Service enfance"),
        ("TESSON", "Commune de Brolles", "élu", None),
    ]
    assert [one.departments for one in plan.organisations] == [
        ["Direction générale"], ["Service enfance"], [],
    ]  # fmt: skip
    assert [(one.cell, one.message) for one in plan.problems] == [
        ("csv!A3", "Ligne de section : donne le service des lignes suivantes."),
        ("csv!A5", "Ligne de section : donne le service des lignes suivantes."),
    ]


def test_service_goes_on_in_the_structure_written_once_above_it() -> None:
    plan = read(
        ["CC du Val Fleuri", "LORMEL", "Éva", "Présidente"],
        ["Pôle technique"],
        [None, "PASTOU", "Luc", "Agent"],
    )

    assert mandates(plan)[1] == ("PASTOU", "CC du Val Fleuri", "technicien", "Pôle technique")
    assert [(one.name, one.departments) for one in plan.organisations] == [
        ("CC du Val Fleuri", ["Pôle technique"])
    ]


def test_numbered_sections_say_who_is_elected_and_who_works_there() -> None:
    plan = read(
        ["I – ÉLUS DU BUREAU"],
        ["CC du Val Fleuri", "LORMEL", "Éva", "Référente"],
        ["SERVICES"],
        ["CC du Val Fleuri", "PASTOU", "Luc", "Suivi"],
        ["1. Élus"],
        ["CC du Val Fleuri", "GRIVEL", "Ana", ""],
        ["II – Techniciens"],
        ["CC du Val Fleuri", "TESSON", "Ida", ""],
    )

    assert [one.kind for one in plan.mandates] == ["élu", "technicien", "élu", "technicien"]
    assert [one.name for one in plan.organisations] == ["CC du Val Fleuri"]


def test_service_after_elected_people_is_not_theirs() -> None:
    plan = read(
        ["ÉLUS"],
        ["CC du Val Fleuri", "LORMEL", "Éva", ""],
        ["Service enfance"],
        ["CC du Val Fleuri", "PASTOU", "Luc", ""],
    )

    assert [one.kind for one in plan.mandates] == ["élu", "contact"]


@pytest.mark.parametrize("text", ["Services", "Servoz Montagne", "Commune de Brolles"])
def test_one_word_or_another_name_is_no_service(text: str) -> None:
    assert not is_service(text)


def test_service_in_a_list_of_structures_alone_is_one_of_them() -> None:
    rows: list[Row] = [
        ["Structure", "Mail"],
        ["Service jeunesse de Brolles"],
        ["Mairie de Vaux", "mairie@vaux.example.org"],
    ]

    plan = plan_workbook(open_content(csv_bytes(rows)))

    assert [(one.name, one.departments) for one in plan.organisations] == [
        ("Service jeunesse de Brolles", []), ("Mairie de Vaux", []),
    ]  # fmt: skip
