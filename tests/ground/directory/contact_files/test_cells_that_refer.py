"""Cells that send to another, tell of another, or must not be written down."""

import pytest

from maillage.foundation.exchange.import_wizard.services.preview import problems_shown
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

COLUMNS: Row = ["Structure", "Nom et prénom", "Fonction", "Coordonnées", "Observations"]
TOWN = "CC de Trois-Vals"


def read(*rows: Row, refused: frozenset[str] = frozenset()) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes([*rows])), None, refused)


def remarks(plan: ImportPlan) -> list[tuple[str, str, str]]:
    return [(one.cell, one.code, one.severity.value) for one in plan.problems]


def contacts(plan: ImportPlan) -> list[tuple[str, list[str], list[str]]]:
    people = [(one.family_name, one.emails, one.phones) for one in plan.people]
    return people + [(one.name, one.emails, one.phones) for one in plan.organisations]


def test_repeated_part_of_a_cell_is_what_the_cell_above_gives() -> None:
    plan = read(
        COLUMNS,
        [TOWN, "LORMEL Éva", "", "eva.lormel@x.example.org / 01 99 00 10 01", ""],
        [TOWN, "PASTOU Luc", "", "luc.pastou@x.example.org / idem", ""],
    )

    assert contacts(plan) == [
        ("LORMEL", ["eva.lormel@x.example.org"], []),
        ("PASTOU", ["luc.pastou@x.example.org"], []),
        (TOWN, [], ["0199001001"]),
    ]
    assert remarks(plan) == [
        ("csv!D3", "idem_resolved", "info"),
        ("csv!D3", "shared_phone", "warning"),
    ]


def test_repeated_part_under_nothing_is_asked() -> None:
    plan = read(
        COLUMNS,
        [TOWN, "LORMEL Éva", "", "eva.lormel@x.example.org", ""],
        [TOWN, "PASTOU Luc", "", "luc.pastou@x.example.org / idem", ""],
    )

    assert remarks(plan) == [("csv!D3", "idem_unresolved", "warning")]


def test_title_that_names_somebody_of_the_table_gives_them_its_contacts() -> None:
    plan = read(
        ["Animatrice : Éva LORMEL, 01 99 00 10 01, e.lormel@x.example.org"],
        COLUMNS,
        [TOWN, "LORMEL Éva", "", "cf. ci-dessus", ""],
        [TOWN, "PASTOU Luc", "", "cf. ci-dessus", ""],
        [TOWN, "VERMEIL Ida", "", "ida.vermeil@x.example.org", ""],
        [TOWN, "SOREL Zoé", "", "zoe.sorel@x.example.org", ""],
    )

    assert contacts(plan) == [
        ("LORMEL", ["e.lormel@x.example.org"], ["0199001001"]),
        ("PASTOU", [], []),
        ("VERMEIL", ["ida.vermeil@x.example.org"], []),
        ("SOREL", ["zoe.sorel@x.example.org"], []),
        (TOWN, [], []),
    ]
    assert remarks(plan) == [
        ("csv!D3", "reference_to_other_row", "info"),
        ("csv!D4", "reference_to_other_row", "warning"),
        ("csv!A1", "contact_above_header", "info"),
    ]


@pytest.mark.parametrize(
    ("function", "here", "elsewhere"),
    [
        ("VP santé, maire de Fontbelle", "VP santé", "maire de Fontbelle"),
        ("Maire de Fontbelle et vice-présidente", "vice-présidente", "Maire de Fontbelle"),
        ("Présidente, maire de Trois-Vals", "Présidente, maire de Trois-Vals", None),
        ("Maire de Fontbelle", "Maire de Fontbelle", None),
        ("Présidente de la commission eau", "Présidente de la commission eau", None),
    ],
)
def test_mandate_of_another_place_is_told_and_stays_a_note(
    function: str, here: str, elsewhere: str | None
) -> None:
    plan = read(COLUMNS, [TOWN, "LORMEL Éva", function, "", ""])

    assert [(one.function, one.notes) for one in plan.mandates] == [(here, elsewhere)]
    assert remarks(plan) == (
        [("csv!C2", "second_mandate_in_text", "warning")] if elsewhere else []
    )  # fmt: skip


def test_replacement_is_asked_who_it_is() -> None:
    plan = read(COLUMNS, [TOWN, "remplaçante de M. Luc PASTOU", "", "", ""])

    assert [one.notes for one in plan.mandates] == ["remplaçante de M. Luc PASTOU"]
    assert remarks(plan) == [("csv!B2", "replacement_person", "warning")]


def test_person_cited_in_the_remark_of_a_row_without_anybody_is_created() -> None:
    row: Row = [TOWN, "", "", "", "contact : Mme Éva LORMEL, gestionnaire"]
    plan = read(COLUMNS, row)

    assert [(one.family_name, one.given_name) for one in plan.people] == [("LORMEL", "Éva")]
    assert [(one.function, one.notes) for one in plan.mandates] == [("gestionnaire", None)]
    assert [one.facts.get("notes") for one in plan.organisations] == [None]
    assert remarks(plan) == [("csv!E2", "person_in_notes", "warning")]


def test_person_cited_in_a_remark_is_not_created_where_it_is_refused() -> None:
    row: Row = [TOWN, "", "", "", "contact : Mme Éva LORMEL, gestionnaire"]
    plan = read(COLUMNS, row, refused=frozenset({"csv!E2"}))

    assert plan.people == []
    assert [one.facts.get("notes") for one in plan.organisations] == [row[4]]


def test_remark_that_says_a_union_is_refused_and_is_no_row_to_correct() -> None:
    plan = read(
        COLUMNS,
        [TOWN, "LORMEL Éva", "", "", "proche de la Conf."],
        ["Ferme des Vaux", "", "", "", "adhérente à la FDSEA"],
    )

    shown = problems_shown(plan)

    assert remarks(plan) == [
        ("csv!E2", "sensitive_note", "error"),
        ("csv!E3", "sensitive_note", "error"),
    ]
    assert [one.facts.get("notes") for one in plan.organisations] == [None, None]
    assert (shown["errors"], shown["rows_to_correct"], shown["refused_columns"]) == ([], 0, [])


def test_contacts_not_to_be_spread_are_to_look_at() -> None:
    plan = read(COLUMNS, [TOWN, "LORMEL Éva", "", "06 39 98 10 01", "perso, ne pas diffuser"])

    assert remarks(plan) == [("csv!E2", "private_contact", "warning")]


def test_shorter_function_of_the_same_structure_is_the_same_mandate() -> None:
    short: Row = [TOWN, "LORMEL Éva", "Conseillère", "", ""]
    long: Row = [TOWN, "LORMEL Éva", "Conseillère circuits courts", "", ""]

    first, second = read(COLUMNS, short, long), read(COLUMNS, long, short)

    assert [one.function for one in first.mandates] == ["Conseillère circuits courts"]
    assert [one.function for one in second.mandates] == ["Conseillère circuits courts"]
