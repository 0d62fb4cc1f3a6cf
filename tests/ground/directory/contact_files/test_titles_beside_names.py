"""What is told of a cell that holds more than the names of people."""

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def people(plan: ImportPlan) -> list[tuple[str | None, str, str, str | None]]:
    return [
        (one.civility, one.given_name, one.family_name, mandate.function)
        for one, mandate in zip(plan.people, plan.mandates, strict=True)
    ]


def problems(plan: ImportPlan) -> set[tuple[str, str]]:
    return {(problem.cell.split("!")[1], problem.code) for problem in plan.problems}


def test_title_beside_a_name_is_reported_and_makes_nobody() -> None:
    plan = read(
        ["Structure", "Contact", "Mail"],
        ["Caf", "M. le Maire et Mme ROYER Eve", "eve.royer@example.org"],
        ["MSA", "Le Maire, Paul DURAND", "p.durand@example.org"],
    )

    assert people(plan) == [("Mme", "Eve", "ROYER", None), (None, "Paul", "DURAND", "Maire")]
    assert problems(plan) == {("B2", "unnamed_person"), ("B3", "function_in_name")}
