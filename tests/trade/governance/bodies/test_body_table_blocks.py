"""Bodies written once per block, colleges as sections, holders and deputies in words."""

from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.trade.governance.models import Body, Holder, Seat
from tests.foundation.exchange.importing import figures, remarks_of
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.directory.makers import make_person
from tests.trade.governance.bodies.test_body_table import member, written
from tests.trade.governance.makers import make_body

HEADER: Row = ["Instance", "Commune", "Représentants", "Voix", "Depuis le"]
PEOPLE = ("Inès", "Gaborit"), ("Paul", "Renaud"), ("Léa", "Roux")
SEATS = "body__name", "organisation__name", "person__family_name", "college", "voice"


def placed(access: Access) -> None:
    """The members of these tests, those of a CTG."""
    access.cooperation.profile = "ctg"
    access.cooperation.save()
    member(access.cooperation, "Commune de Lagrange", *PEOPLE)
    member(access.cooperation, "Caf de la Sarne", ("Luc", "Bon"))


def seats() -> list[tuple[object, ...]]:
    """The seats, in the order in which they were made."""
    return list(Seat.objects.order_by("pk").values_list(*SEATS))


def holders() -> list[tuple[object, ...]]:
    """Who holds them, and as what."""
    return list(Holder.objects.order_by("pk").values_list("person__family_name", "kind"))


def imported(access: Access, *rows: Row) -> Import:
    """These rows under the header of a table of blocks, imported."""
    return written(access, csv_bytes([HEADER, *rows]))


def test_a_body_written_once_stands_for_its_block(access: Access) -> None:
    placed(access)
    make_body(cooperation=access.cooperation, name="COPIL")

    run = imported(
        access,
        [
            "COPIL CTG",
            "Lagrange",
            "Titulaire : Mme Gaborit Inès ; suppléant : M. Renaud Paul",
            "avec voix délibérative",
            "",
        ],
        ["", "Caf", "à désigner", "voix consultative", ""],
        ["COTECH", "Lagrange", "Léa Roux (T) / Paul Renaud (S)", "", "18/05/2026"],
        ["", "Caf", "Luc Bon (S)", "sans voix", ""],
    )

    assert (remarks_of(run), remarks_of(run, "warnings"), figures(run)) == ([], [], [1, 4, 0])
    assert seats() == [
        ("COPIL", "Commune de Lagrange", None, "", "deliberative"),
        ("COPIL", "Caf de la Sarne", None, "", "consultative"),
        ("COTECH", "Commune de Lagrange", None, "", "deliberative"),
        ("COTECH", "Caf de la Sarne", None, "", "consultative"),
    ]
    assert holders() == [
        ("Gaborit", "titulaire"),
        ("Renaud", "suppleant"),
        ("Roux", "titulaire"),
        ("Renaud", "suppleant"),
        ("Bon", "suppleant"),
    ]


def test_a_sheet_is_a_body_and_its_sections_are_colleges(access: Access) -> None:
    placed(access)
    header: Row = ["Structure", "Titulaire", "Suppléant"]

    run = written(
        access,
        xlsx_bytes(
            {
                "COPIL": [
                    ["Composition du COPIL CTG"],
                    header,
                    ["Collège des élus"],
                    ["Lagrange", "Inès Gaborit", "Paul Renaud"],
                    ["Collège des financeurs"],
                    ["Caf", "Luc Bon", ""],
                ]
            }
        ),
    )

    assert (remarks_of(run), figures(run)) == ([], [1, 2, 0])
    assert [one[:4] for one in seats()] == [
        ("COPIL CTG", "Commune de Lagrange", None, "Collège des élus"),
        ("COPIL CTG", "Caf de la Sarne", None, "Collège des financeurs"),
    ]


def test_a_section_is_the_college_that_the_body_has(access: Access) -> None:
    placed(access)
    make_body(cooperation=access.cooperation, name="COPIL", colleges="Élus\nFinanceurs")

    run = written(
        access,
        csv_bytes(
            [
                ["Instance", "Structure", "Titulaire"],
                ["Collège des élus :", "", ""],
                ["COPIL", "Lagrange", ""],
            ]
        ),
    )

    assert (remarks_of(run), seats()[0][3]) == ([], "Élus")


def test_a_row_for_each_person_with_titulaire_or_suppleant(access: Access) -> None:
    placed(access)
    header: Row = ["Instance", "Collectivité", "Nom", "T/S"]

    rows: list[Row] = [
        ["COPIL", "Lagrange", "Inès Gaborit", "T"],
        ["COPIL", "Lagrange", "Paul Renaud", "S"],
        ["COPIL", "Caf", "Luc Bon", "S"],
    ]
    run = written(access, csv_bytes([header, *rows]))
    again = written(access, csv_bytes([header, *rows]))

    assert (remarks_of(run), figures(run), run.preview["rows"]) == ([], [1, 2, 0], 3)
    assert holders() == [("Gaborit", "titulaire"), ("Renaud", "suppleant"), ("Bon", "suppleant")]
    assert (remarks_of(again, "warnings"), figures(again)) == ([], [0, 0, 0])


def test_somebody_in_their_own_name_does_not_take_the_structure_above(access: Access) -> None:
    placed(access)
    make_person(workspace=access.cooperation.workspace, family_name="Seul", given_name="Jean")

    imported(
        access,
        ["COPIL", "Lagrange", "Inès Gaborit", "", ""],
        ["", "", "Jean Seul", "", ""],
        ["", "Personne qualifiée", "Jean Seul", "invité", ""],
    )

    assert seats()[:2] == [
        ("COPIL", "Commune de Lagrange", None, "", "deliberative"),
        ("COPIL", None, "Seul", "", "deliberative"),
    ]


def test_a_body_beside_one_of_its_kind_is_said(access: Access) -> None:
    placed(access)
    make_body(cooperation=access.cooperation, name="COPIL")

    run = imported(access, ["COPIL jeunesse", "Lagrange", "", "", ""])

    assert remarks_of(run, "warnings") == [
        ("A2", "Une instance de plus, à côté de « COPIL » : si c’est elle, écrivez ce nom.")
    ]
    assert [one.name for one in Body.objects.order_by("pk")] == ["COPIL", "COPIL jeunesse"]


def test_an_ambiguous_body_is_refused_with_its_candidates(access: Access) -> None:
    placed(access)
    make_body(cooperation=access.cooperation, name="Comité de pilotage 2025")
    make_body(cooperation=access.cooperation, name="COPIL 2026")

    run = imported(access, ["COPIL", "Lagrange", "", "", ""])

    assert remarks_of(run) == [
        (
            "A2",
            "Plusieurs instances peuvent porter ce nom : écrivez l’un de ceux-ci : "
            "Comité de pilotage 2025 ; COPIL 2026.",
        )
    ]


def test_two_titulaires_in_a_cell_are_said(access: Access) -> None:
    placed(access)

    run = imported(
        access,
        ["COPIL", "Lagrange", "Inès Gaborit ; Paul Renaud", "", "18/05/2026"],
        ["COTECH", "Lagrange", "Titulaires : Mme Gaborit, M. Renaud", "", ""],
        ["Bureau", "Lagrange", "Inès Gaborit, Paul Renaud", "", ""],
    )

    sentence = "Un siège a un titulaire : %s est gardé. Écrivez un siège par ligne."
    assert [(cell, words) for cell, words in remarks_of(run, "warnings") if cell < "C4"] == [
        ("C2", sentence % "Inès Gaborit"),
        ("C3", sentence % "Mme Gaborit"),
    ]
    assert remarks_of(run, "warnings")[-1][0] == "C4"
    assert Seat.objects.order_by("pk")[0].since == date(2026, 5, 18)


def test_a_lone_name_in_capitals_is_a_seat_and_no_section(access: Access) -> None:
    placed(access)
    member(access.cooperation, "MSA Sarne-Loire")

    run = written(
        access,
        xlsx_bytes(
            {
                "COPIL": [
                    ["Membres", "Titulaire", "Suppléant(e)"],
                    ["COLLÈGE DES ÉLUS"],
                    ["Lagrange", "Gaborit Inès", ""],
                    ["COLLÈGE DES PARTENAIRES"],
                    ["MSA"],
                    ["CAF", "Luc Bon", ""],
                ]
            }
        ),
    )

    assert (remarks_of(run), [one[1:4:2] for one in seats()]) == (
        [],
        [
            ("Commune de Lagrange", "Collège des élus"),
            ("MSA Sarne-Loire", "Collège des partenaires"),
            ("Caf de la Sarne", "Collège des partenaires"),
        ],
    )


def test_a_name_in_two_columns_and_a_month_of_start_are_read(access: Access) -> None:
    placed(access)
    header: Row = ["Instance", "Structure", "Nom", "Prénom", "Désigné le"]

    rows: list[Row] = [
        ["COPIL", "Lagrange", "Gaborit", "Inès", "mai 2026"],
        ["COPIL", "Caf", "", "", "dès désignation"],
    ]

    run = written(access, csv_bytes([header, *rows]))

    assert remarks_of(run, "warnings") == [
        ("E2", "Lu 1er\u00a0mai 2026."),
        ("E3", "Ce n’est pas une date : cette case est laissée."),
    ]
    assert holders() == [("Gaborit", "titulaire")]
    assert [one.since for one in Seat.objects.order_by("pk")] == [date(2026, 5, 1), None]


def test_a_suppleant_joins_the_row_of_its_structure_even_when_who_holds_it_is_unknown(
    access: Access,
) -> None:
    placed(access)
    header: Row = ["Instance", "Structure", "Nom", "Titulaire ou suppléant"]

    run = written(
        access,
        csv_bytes(
            [
                header,
                ["COPIL", "Lagrange", "Nul Connu", "titulaire"],
                ["COPIL", "Lagrange", "Paul Renaud", "suppléant"],
            ]
        ),
    )

    assert (remarks_of(run), figures(run), holders()) == (
        [],
        [1, 1, 0],
        [("Renaud", "suppleant")],
    )


def test_bodies_side_by_side_are_read_one_after_the_other(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["Structure", "Titulaire COPIL", "Suppléant COPIL", "Titulaire COTECH"],
        ["Lagrange", "Inès Gaborit", "Paul Renaud", ""],
        ["Caf", "", "", "Luc Bon"],
    ]

    run = written(access, csv_bytes(rows))

    assert (remarks_of(run), figures(run)) == ([], [2, 2, 0])
    assert [one[:2] for one in seats()] == [
        ("COPIL", "Commune de Lagrange"),
        ("COTECH", "Caf de la Sarne"),
    ]
    assert holders() == [("Gaborit", "titulaire"), ("Renaud", "suppleant"), ("Bon", "titulaire")]


def test_bodies_over_groups_of_columns_are_read_one_after_the_other(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["", "COPIL", "", "COTECH", ""],
        ["Structure", "Titulaire", "Suppléant", "Titulaire", "Suppléant"],
        ["Lagrange", "Inès Gaborit", "Paul Renaud", "Léa Roux", ""],
    ]

    run = written(access, csv_bytes(rows))

    assert (remarks_of(run), [one[0] for one in seats()]) == ([], ["COPIL", "COTECH"])
    assert holders() == [("Gaborit", "titulaire"), ("Renaud", "suppleant"), ("Roux", "titulaire")]


def test_a_family_name_alone_names_who_acts_in_the_structure(access: Access) -> None:
    placed(access)
    member(access.cooperation, "Commune d’Orcheville", ("Ève", "Roux"), ("Anne", "Roux"))

    run = imported(
        access,
        ["COPIL", "Lagrange", "Mme GABORIT (T), P. Renaud (S)", "", ""],
        ["COPIL", "Orcheville", "Mme Roux", "", ""],
        ["COPIL", "Caf", "Mme Gaborit", "", ""],
    )

    assert holders() == [("Gaborit", "titulaire"), ("Renaud", "suppleant")]
    assert [(cell, words.partition(" :")[0]) for cell, words in remarks_of(run, "warnings")] == [
        ("C2", "Lu Paul Renaud."),
        ("C3", "Plusieurs personnes y portent ce nom"),
        ("C4", "Personne de ce nom n’agit dans cette structure"),
    ]


def test_crosses_under_the_names_of_bodies_are_seats(access: Access) -> None:
    placed(access)
    make_body(cooperation=access.cooperation, name="COPIL")
    rows: list[Row] = [
        ["Structure", "COPIL", "COTECH"],
        ["Lagrange", "X", "oui"],
        ["Caf", "x", "non"],
    ]

    run = written(access, csv_bytes(rows))

    assert (remarks_of(run), [one[:2] for one in seats()]) == (
        [],
        [
            ("COPIL", "Commune de Lagrange"),
            ("COPIL", "Caf de la Sarne"),
            ("COTECH", "Commune de Lagrange"),
        ],
    )


def test_a_letter_is_no_body(access: Access) -> None:
    placed(access)

    run = imported(access, ["T", "Lagrange", "", "", ""])

    assert remarks_of(run) == [("A2", "Dites de quelle instance il s’agit.")]


def test_a_function_beside_a_name_is_no_part_of_it(access: Access) -> None:
    placed(access)

    imported(
        access,
        ["COPIL", "Lagrange", "Mme Inès Gaborit (maire)", "", ""],
        ["COTECH", "Lagrange", "Paul Renaud, adjoint au maire", "", ""],
    )

    assert holders() == [("Gaborit", "titulaire"), ("Renaud", "titulaire")]
