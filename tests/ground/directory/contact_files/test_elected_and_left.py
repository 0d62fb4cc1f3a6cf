"""Who is elected by what they do, who has left by a remark, and a number where a name should be."""

import pytest

from maillage.foundation.exchange.cleaning.remarks import term_in
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.elected import is_elected
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(*rows: Row) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def problems(plan: ImportPlan) -> set[tuple[str, str]]:
    return {(problem.cell.split("!")[1], problem.code) for problem in plan.problems}


@pytest.mark.parametrize(
    "function",
    ["Maire", "le Maire", "1ère adjointe", "Premier adjoint", "2e adj. enfance",
     "Adj. affaires scolaires", "Adjoint(e) à la culture", "Conseillère déléguée",
     "conseiller municipal délégué", "Députée"],
)  # fmt: skip
def test_function_of_elected_people_makes_them_elected(function: str) -> None:
    assert is_elected(function)


@pytest.mark.parametrize(
    "function",
    ["Adjoint administratif", "Adjointe d’animation", "Adjoint", "Conseillère technique",
     "Secrétaire de mairie", "DGS", "Directrice adjointe", "Présidente", ""],
)  # fmt: skip
def test_function_of_agents_does_not(function: str) -> None:
    assert not is_elected(function)


def test_elected_people_and_agents_of_a_list_are_told_by_their_function() -> None:
    plan = read(
        ["Commune", "NOM Prénom", "Fonction"],
        ["Bréal", "GRIMOUARD Lise", "2e adj. enfance"],
        ["Bréal", "PASSEDOIT Luc", "Adjoint technique"],
        ["Bréal", "Mme SOULAC Ida (conseillère déléguée)", ""],
    )

    assert [mandate.kind for mandate in plan.mandates] == ["élu", "technicien", "élu"]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("PARTI(E) le 31/08/2026", None, "2026-08-31"),
        ("ex-rédactrice, partie en 09/2026", None, "2026-09-01"),
        ("a quitté ses fonctions le 1er juin 2026", None, "2026-06-01"),
        ("CDD jusqu’au 31/12/2026", None, "2026-12-31"),
        ("réélue le 20/03/2026", "2026-03-20", None),
        ("arrivée sept. 2025, remplace L. PASSEDOIT", "2025-09-01", None),
        ("en poste depuis 2024, muté au 01/09/2026", "2024-01-01", "2026-09-01"),
        ("en congé jusqu’au 30/06/2026", None, None),
        ("partie nord, 2026", None, None),
        ("à rappeler le 31/08/2026", None, None),
        ("départ à prévoir", None, None),
    ],
)
def test_remark_dates_what_stands_just_before_the_day(
    text: str, since: str | None, until: str | None
) -> None:
    days = [day and day.date and day.date.isoformat() for day in term_in(text)]

    assert days == [since, until]


def test_remark_that_dates_a_departure_ends_the_mandate() -> None:
    plan = read(
        ["Commune", "NOM Prénom", "Fonction", "Remarques"],
        ["Bréal", "GRIMOUARD Lise", "Maire", "PARTI(E) le 31/08/2026"],
        ["Bréal", "PASSEDOIT Luc", "DGS", "ex-rédacteur, parti en 09/2026"],
        ["Bréal", "SOULAC Ida", "ATSEM", "arrivée le 01/09/2025"],
    )

    assert [(m.until.day.isoformat() if m.until else None, m.notes) for m in plan.mandates] == [
        ("2026-08-31", "PARTI(E) le 31/08/2026"),
        ("2026-09-01", "ex-rédacteur, parti en 09/2026"),
        (None, "arrivée le 01/09/2025"),
    ]
    assert plan.mandates[2].since is not None
    assert plan.mandates[2].since.day.isoformat() == "2025-09-01"
    assert problems(plan) == {
        ("D2", "end_in_text"), ("D3", "end_in_text"), ("D4", "date_with_text"),
    }  # fmt: skip


def test_remark_beside_several_people_ends_no_mandate() -> None:
    plan = read(
        ["Commune", "Maire", "DGS", "Remarques"],
        ["Bréal", "GRIMOUARD Lise", "PASSEDOIT Luc", "parti le 31/08/2026"],
    )
    of_two = read(
        ["Commune", "Contact", "Remarques"],
        ["Bréal", "GRIMOUARD Lise / PASSEDOIT Luc", "parti le 31/08/2026"],
    )

    assert [mandate.until for mandate in (*plan.mandates, *of_two.mandates)] == [None] * 4


def test_column_of_dates_is_believed_before_a_remark() -> None:
    plan = read(
        ["Commune", "Contact", "Début de mandat", "Remarques"],
        ["Bréal", "GRIMOUARD Lise", "01/07/2026", "réélue le 20/03/2026, partie en 2025"],
        ["Bréal", "PASSEDOIT Luc", "01/07/2026", "élu le 20/03/2026, parti en 2027"],
    )

    assert [
        (str(one.since and one.since.day), str(one.until and one.until.day))
        for one in plan.mandates
    ] == [("2026-07-01", "None"), ("2026-07-01", "2027-01-01")]
    assert ("D3", "end_in_text") in problems(plan)
    assert ("D2", "end_in_text") not in problems(plan)


def test_number_where_a_name_should_be_is_reported_and_makes_nobody() -> None:
    plan = read(
        ["Structure", "NOM Prénom"],
        ["Caf", "Mme GRIMOUARD Lise"],
        ["MSA", "+262 6 92 00 00 01"],
    )

    assert [person.family_name for person in plan.people] == ["GRIMOUARD"]
    assert [(one.name, one.phones) for one in plan.organisations] == [
        ("Caf", []), ("MSA", ["0692000001"]),
    ]  # fmt: skip
    assert [(one.code, one.message) for one in plan.problems] == [
        (
            "unnamed_person",
            "Un numéro à la place d’un nom : coordonnées rattachées à la structure, aucune "
            "personne créée. Écrivez le nom.",
        )
    ]


def test_couple_of_two_given_names_is_two_people() -> None:
    plan = read(["Structure", "Contact"], ["Collectif", "Mme et M. GRANDJOUAN Élodie et Jean-Luc"])

    assert [(one.civility, one.given_name, one.family_name) for one in plan.people] == [
        ("Mme", "Élodie", "GRANDJOUAN"), ("M.", "Jean-Luc", "GRANDJOUAN"),
    ]  # fmt: skip


def test_idem_and_a_function_repeats_the_person_of_that_column() -> None:
    plan = read(
        ["Commune", "Maire", "Secrétaire de mairie", "Référent"],
        ["Bréal", "M. PASSEDOIT Luc", "Mme GRIMOUARD Lise", "idem secrétaire"],
    )

    families = {person.key: person.family_name for person in plan.people}
    assert [families[mandate.person] for mandate in plan.mandates] == [
        "PASSEDOIT", "GRIMOUARD", "GRIMOUARD",
    ]  # fmt: skip
