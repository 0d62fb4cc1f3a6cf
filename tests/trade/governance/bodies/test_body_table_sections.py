"""Sections, groups of columns and people of a table of seats, as officers write them."""

from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.trade.governance.bodies.test_body_table import member

PETR = "Pôle d'équilibre territorial et rural Sud-Sarne"
UNKNOWN = (
    "Personne de ce nom n’agit dans cette structure : ajoutez son mandat dans l’annuaire, puis "
    "importez de nouveau. Le reste de la ligne entre."
)
NAMES = "body", "organisation", "college", "voice", "titulaire", "suppleants", "since"


def placed(access: Access) -> None:
    """Three members, and who acts there."""
    access.cooperation.profile = "pat"
    access.cooperation.save()
    member(access.cooperation, "Commune de Lagrange", ("Inès", "Gaborit"), ("Paul", "Renaud"))
    member(access.cooperation, PETR, ("Guy", "Perce"), ("Anne", "Roux"))
    member(access.cooperation, "Préfecture de la Sarne")


def read(access: Access, content: bytes) -> Import:
    """The file, its columns still to guess."""
    run = make_import(cooperation=access.cooperation, author=access.user, content=content)
    run.target, run.mapping = "instances", {}
    run.save()
    return run


def seats(run: Import) -> list[tuple[object, ...]]:
    """What the file says, in the plain shape of a target."""
    rows = planned_import(run).expected()["instances"]
    assert isinstance(rows, list)
    return [tuple(row[name] for name in NAMES) for row in rows]


def remarks(run: Import) -> list[tuple[str, str]]:
    """What the officer is asked to look at."""
    problems = planned_import(run).problems
    looked_at = [one for one in problems if one.severity != "info"]
    return [(one.cell.rpartition("!")[2], one.message) for one in looked_at]


def test_a_college_section_says_its_name_and_its_voice(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["Composition du COPIL PAT"],
        ["Structure", "Titulaire", "Désigné·e le"],
        ["COLLÈGE DES ÉLUS (voix délibérative)"],
        ["EPCI"],
        ["PETR", "Guy PERCE", "03/04/26"],
        ["COMMUNES"],
        ["Lagrange", "Inès GABORIT", "oct. 2026"],
        ["COLLÈGE DES USAGERS (observateurs)"],
        ["Préfecture", "", ""],
        ["Collège des partenaires"],
        ["PETR", "Anne ROUX", ""],
    ]

    run = read(access, xlsx_bytes({"COPIL": rows}))

    communes = "Commune de Lagrange"
    first, second, third = "Collège des élus", "Collège des usagers", "Collège des partenaires"
    assert seats(run) == [
        ("COPIL PAT", PETR, first, "deliberative", "Guy Perce", None, "2026-04-03"),
        ("COPIL PAT", communes, first, "deliberative", "Inès Gaborit", None, "2026-10-01"),
        ("COPIL PAT", "Préfecture de la Sarne", second, "observer", None, None, None),
        ("COPIL PAT", PETR, third, None, "Anne Roux", None, None),
    ]  # fmt: skip
    assert remarks(run) == [("C7", "Lu 1er\u00a0octobre 2026.")]


def test_a_section_that_is_a_member_holds_the_seats_under_it(access: Access) -> None:
    placed(access)

    run = read(
        access,
        csv_bytes(
            [
                ["Instance", "Qui", "Titulaire", "Suppléant"],
                ["COPIL", "", "", ""],
                ["PETR Sud-Sarne", "", "", ""],
                ["", "", "Guy PERCE", "Anne ROUX"],
                ["COMMUNES", "", "", ""],
                ["", "Lagrange", "Inès GABORIT", ""],
            ]
        ),
    )

    assert (remarks(run), seats(run)) == (
        [],
        [
            ("COPIL", PETR, None, None, "Guy Perce", "Anne Roux", None),
            ("COPIL", "Commune de Lagrange", None, None, "Inès Gaborit", None, None),
        ],
    )


def test_each_group_of_columns_has_its_own_since(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["", "COPIL", "", "", "COTECH", "", ""],
        ["Structure", *("Titulaire", "Suppléant·e", "Désign. le") * 2],
        ["PETR", "Guy PERCE", "Anne ROUX", "03/04/26", "Anne ROUX", "", "05/05/2026"],
        ["Lagrange", "Inès GABORIT", "", "03/04/26", "", "", ""],
    ]

    run = read(access, xlsx_bytes({"Feuil1": rows}))

    assert (remarks(run), seats(run)) == (
        [],
        [
            ("COPIL", PETR, None, None, "Guy Perce", "Anne Roux", "2026-04-03"),
            ("COPIL", "Commune de Lagrange", None, None, "Inès Gaborit", None, "2026-04-03"),
            ("COTECH", PETR, None, None, "Anne Roux", None, "2026-05-05"),
        ],
    )


def test_people_are_found_by_office_and_initial_and_the_seat_enters_anyway(access: Access) -> None:
    placed(access)

    run = read(
        access,
        csv_bytes(
            [
                ["Instance", "Structure", "Titulaire", "Suppléants"],
                ["COPIL", "Lagrange", "Mme la Vice-Présidente Inès G.", "P. RENAUD"],
                ["COPIL", "PETR", "Dr Guy PERCE (élu)", "Guy PERCE et Anne ROUX"],
                ["COPIL", "Préfecture", "M. le Sous-Préfet", "Z. RENAUD"],
                ["COTECH", "Lagrange", "X. RENAUD", ""],
            ]
        ),
    )

    assert seats(run) == [
        ("COPIL", "Commune de Lagrange", None, None, "Inès Gaborit", "Paul Renaud", None),
        ("COPIL", PETR, None, None, "Guy Perce", "Anne Roux", None),
        ("COPIL", "Préfecture de la Sarne", None, None, None, None, None),
        ("COTECH", "Commune de Lagrange", None, None, None, None, None),
    ]
    assert remarks(run) == [
        ("C2", "Lu Inès Gaborit."),
        ("D2", "Lu Paul Renaud."),
        ("C4", "Une fonction sans nom : le siège reste à pourvoir."),
        ("D4", UNKNOWN),
        ("C5", UNKNOWN),
        ("D3", "Titulaire et en suppléance à la fois : titulaire gardé."),
    ]


def test_a_total_that_is_wrong_is_said(access: Access) -> None:
    placed(access)

    run = read(
        access,
        csv_bytes(
            [
                ["Instance", "Structure", "Titulaire"],
                ["COPIL", "PETR", "Guy PERCE"],
                ["COPIL", "Lagrange", ""],
                ["Sous-total", "2", "1"],
                ["COPIL", "Préfecture", ""],
                ["TOTAL", "5", ""],
            ]
        ),
    )

    assert remarks(run) == [
        ("B6", "Ce total ne tombe pas juste : 5 écrit, trois lignes au-dessus.")
    ]
    assert len(seats(run)) == 3


def test_two_colleges_side_by_side_are_read_each_with_its_structures(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["GAL – Comité de programmation"],
        [],
        ["COLLÈGE PUBLIC", "", "", "", "COLLÈGE PRIVÉ", "", ""],
        ["Structure", "Titulaire", "Suppléant", "", "Structure", "Titulaire", "Suppléant"],
        ["Lagrange", "Inès GABORIT", "Paul RENAUD", "", "Préfecture", "", ""],
        ["PETR", "Guy PERCE", "", "", "", "", ""],
        ["2 sièges", "", "", "", "1 siège", "", ""],
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A3:C3", "E3:G3"):
            sheet.merge_cells(area)

    run = read(access, xlsx_bytes({"Comité": rows}, merge))

    assert [(row[1], row[2], row[4]) for row in seats(run)] == [
        ("Commune de Lagrange", "Collège public", "Inès Gaborit"),
        (PETR, "Collège public", "Guy Perce"),
        ("Préfecture de la Sarne", "Collège privé", None),
    ]
    assert remarks(run) == []


def test_one_header_under_two_roles_is_each_of_them(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["Instance", "Structure", "TITULAIRE", "", "SUPPLÉANT", ""],
        ["", "", "Nom", "Mail", "Nom", "Mail"],
        ["COPIL", "Lagrange", "Inès GABORIT", "", "Paul RENAUD", ""],
        ["COPIL", "PETR", "Guy PERCE", "", "Anne ROUX", ""],
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
            sheet.merge_cells(area)

    run = read(access, xlsx_bytes({"COPIL": rows}, merge))

    assert [row[4:6] for row in seats(run)] == [
        ("Inès Gaborit", "Paul Renaud"),
        ("Guy Perce", "Anne Roux"),
    ]
