"""Cells of names that hold more or less than a name give the right people and lines to call."""

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def people(plan: ImportPlan) -> list[tuple[str | None, str, str, list[str], list[str]]]:
    return [(p.civility, p.given_name, p.family_name, p.emails, p.phones) for p in plan.people]


def reached(plan: ImportPlan) -> dict[str, list[str]]:
    return {one.name: one.emails + one.phones for one in plan.organisations}


def problems(plan: ImportPlan) -> set[tuple[str, str]]:
    return {(problem.cell.split("!")[1], problem.code) for problem in plan.problems}


def test_seat_to_fill_under_a_name_leaves_the_person_their_addresses() -> None:
    plan = read(
        ["Structure", "Titulaire", "Tél", "Mail"],
        ["Caf", "M. Lucas NOBLET\nà désigner", "06 39 98 92 03", "l.noblet@example.org"],
        ["MSA", "2 représentants à désigner", "01 99 00 00 01", "msa@example.org"],
        ["Asso", "M. Ange POLI et Mme Rose BEC", "01 99 00 00 02", ""],
    )

    assert people(plan) == [
        ("M.", "Lucas", "NOBLET", ["l.noblet@example.org"], ["0639989203"]),
        ("M.", "Ange", "POLI", [], []),
        ("Mme", "Rose", "BEC", [], []),
    ]
    assert reached(plan) == {
        "Caf": [], "MSA": ["msa@example.org", "0199000001"], "Asso": ["0199000002"],
    }  # fmt: skip
    assert problems(plan) == {
        ("B2", "vacant"), ("B3", "vacant"), ("B4", "several_people"), ("C4", "count_mismatch"),
    }  # fmt: skip


def test_group_without_a_name_gives_its_addresses_to_the_structure() -> None:
    plan = read(
        ["Structure", "Contact", "Mail"],
        ["Caf", "service jeunesse", "jeunesse@example.org"],
        ["MSA", "Mme Service Anne", "a.service@example.org"],
    )

    assert people(plan) == [("Mme", "Anne", "Service", ["a.service@example.org"], [])]
    assert reached(plan) == {"Caf": ["jeunesse@example.org"], "MSA": []}
    assert problems(plan) == {("B2", "unnamed_person")}


def test_idem_and_a_word_that_heads_no_column_sends_to_another_row() -> None:
    plan = read(
        ["Commune", "Maire", "DGS"],
        ["Arbonne", "M. Luc PESCHARD", "Mme Valérie COLOMBEL"],
        ["Beaulieu", "Mme Anne ROY", "idem Arbonne"],
        ["Feyt", "M. Guy BON", "Idem (Arbonne)"],
        ["Lure", "Mme Zoé PIN", "idem maire"],
    )

    families = {p.key: p.family_name for p in plan.people}
    pairs = [(families[m.person], m.function) for m in plan.mandates]
    assert pairs == [
        ("PESCHARD", "Maire"), ("COLOMBEL", "DGS"), ("ROY", "Maire"), ("BON", "Maire"),
        ("PIN", "Maire"), ("PIN", "DGS"),
    ]  # fmt: skip
    assert problems(plan) == {
        ("C3", "reference_to_other_row"), ("C4", "reference_to_other_row"),
        ("C5", "idem_resolved"),
    }  # fmt: skip


def test_as_many_family_names_as_given_names_are_as_many_people() -> None:
    plan = read(
        ["Structure", "Civilité", "Nom", "Prénom"],
        ["Caf", "Mmes", "PAULET et RICHARDEAU", "Inès / Nadia"],
        ["MSA", "M. et Mme", "GRAND / PETIT", "Luc et Eve"],
        ["ARS", "Mme", "DURAND - MARTIN", "Anne-Lise"],
        ["Asso", "Mme", "ROCHE", "Anne et Lise"],
    )

    assert [person[:3] for person in people(plan)] == [
        ("Mme", "Inès", "PAULET"), ("Mme", "Nadia", "RICHARDEAU"), ("M.", "Luc", "GRAND"),
        ("Mme", "Eve", "PETIT"), ("Mme", "Anne-Lise", "DURAND - MARTIN"),
        ("Mme", "Anne et Lise", "ROCHE"),
    ]  # fmt: skip
    assert problems(plan) == {("C2", "several_people"), ("C3", "several_people")}


def test_civility_left_in_the_column_of_family_names_is_kept() -> None:
    plan = read(
        ["Structure", "Civilité", "Nom", "Prénom"],
        ["Caf", "", "M. VIDAL Guilhem", ""],
        ["MSA", "Mme", "VIDAL", "Anne"],
    )

    assert [person[:3] for person in people(plan)] == [
        ("M.", "Guilhem", "VIDAL"), ("Mme", "Anne", "VIDAL"),
    ]  # fmt: skip


def test_family_names_that_are_words_stay_names_in_their_own_column() -> None:
    plan = read(
        ["Structure", "Civilité", "Nom", "Prénom"],
        ["Caf", "M.", "Le Maire", "Bruno"],
        ["MSA", "", "SERVICE", "Anne"],
    )

    assert [person[:3] for person in people(plan)] == [
        ("M.", "Bruno", "Le Maire"), (None, "Anne", "SERVICE"),
    ]  # fmt: skip
