"""Cells of names that hold more or less than a name give the right people and lines to call."""

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.spreadsheets.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def problems(plan: ImportPlan) -> set[tuple[str, str]]:
    return {(problem.cell.split("!")[1], problem.code) for problem in plan.problems}


def test_idem_and_a_word_that_heads_no_column_sends_to_another_row() -> None:
    plan = read(
        ["Commune", "Maire", "DGS"],
        ["Arbonne", "M. Luc PESCHARD", "Mme Valérie COLOMBEL"],
        ["Beaulieu", "Mme Anne ROY", "idem Arbonne"],
        ["Feyt", "M. Guy BON", "Idem (Arbonne)"],
        ["Lure", "Mme Zoé PIN", "idem maire"],
    )

    families = {p.key: p.family_name for p in plan.people}
    held = [(families[m.person], m.function) for m in plan.mandates]
    assert held == [
        ("PESCHARD", "Maire"), ("COLOMBEL", "DGS"), ("ROY", "Maire"), ("BON", "Maire"),
        ("PIN", "Maire"), ("PIN", "DGS"),
    ]  # fmt: skip
    assert problems(plan) == {
        ("C3", "reference_to_other_row"), ("C4", "reference_to_other_row"),
        ("C5", "idem_resolved"),
    }  # fmt: skip
