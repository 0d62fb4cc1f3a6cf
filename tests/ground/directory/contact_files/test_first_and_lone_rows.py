"""A first row that reaches somebody, a title alone among the rows, a row without structure."""

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

HEADER: Row = ["Interlocuteur", "Rôle", "Organisme", "Tél."]
ROY: Row = ["Mme ROY Eve", "Directrice", "CAF", "01 99 20 10 01"]
SEL: Row = ["M. SEL Luc", "Technicien", "MSA", "01 99 20 10 02"]
BON: Row = ["M. BON Ilyès", "Référent", None, "01 99 20 10 03"]


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def families(plan: ImportPlan) -> list[str]:
    return [person.family_name for person in plan.people]


def codes(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(problem.cell, problem.code) for problem in plan.problems]


def test_first_row_that_reaches_somebody_is_no_title() -> None:
    plan = read(
        ["Fradin", "Maëlys", "Aide", "Crèche du Moulin", "01 99 40 00 01", "m.f@example.org"],
        ["Guitton", "Pierre", "Maire", "Commune de Vaux", "06 99 40 00 02", "p.g@example.org"],
        ["Jamin", "Louise", "Présidente", "Foyer rural de Vaux", None, "l.j@example.org"],
    )

    assert families(plan) == ["Fradin", "Guitton", "Jamin"]


def test_title_of_a_part_of_the_list_is_nobody() -> None:
    plan = read(HEADER, ROY, ["Secteur Ouest", None, None, None], SEL)

    assert families(plan) == ["ROY", "SEL"]
    assert codes(plan) == [("csv!A3", "section_row")]


def test_row_without_structure_is_told_at_its_cell() -> None:
    plan = read(HEADER, ROY, BON, SEL)

    assert families(plan) == ["ROY", "BON", "SEL"]
    assert codes(plan) == [("csv!C3", "structure_missing")]
