"""Crosses under months, and sheets that list the others."""

from datetime import date

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.trade.plan.plan_table.reading import read_plan
from maillage.trade.plan.plan_table.rows import ActionRow
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.trade.plan.plan_table.plan_texts import remarks, table

MONTHS = ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août"]
MONTHS += ["sept.", "oct.", "nov.", "déc."]


def months(title: str, over: str) -> Table[ActionRow]:
    """A plan of twelve months: crosses, one cell merged, crosses apart, none."""
    rows: list[Row] = [
        [title],
        [],
        ["Axe", "Action", "Pilote", over, *[""] * 11, "État"],
        ["", "", "", *MONTHS, ""],
        ["Eau", "Curer", "CC du Lac", "", "x", "x", "x", *[""] * 8, "En cours"],
        ["Eau", "Semer", "CC du Lac", "", "", "X", *[""] * 9, "En cours"],
        ["Eau", "Tailler", "CC du Lac", "✓", *[""] * 10, "x", "En cours"],
        ["Eau", "Peser", "CC du Lac", *[""] * 12, "En cours"],
    ]

    def merged(sheet: Worksheet) -> None:
        for area in ("A1:P1", "A3:A4", "B3:B4", "C3:C4", "P3:P4", "D3:O3", "F6:H6"):
            sheet.merge_cells(area)

    return read_plan(open_content(xlsx_bytes({"Suivi": rows}, merged)), None)


@pytest.mark.parametrize(
    ("title", "over"),
    [("Contrat 2026-2030", "Calendrier 2027"), ("Plan d’actions – année 2027", "Calendrier")],
)
def test_crosses_under_months_are_of_the_year_written_over_them(title: str, over: str) -> None:
    read = months(title, over)
    assert [(one.title, one.start_on, one.due_on, one.schedule_text) for one in read.rows] == [
        ("Curer", date(2027, 2, 1), date(2027, 4, 30), ""),
        ("Semer", date(2027, 3, 1), date(2027, 5, 31), ""),
        ("Tailler", date(2027, 1, 1), date(2027, 12, 31), ""),
        ("Peser", None, None, ""),
    ]
    assert not remarks(read)
    assert [one.texts.get("notes") for one in read.rows] == [
        *(None, None, "Calendrier : janv. 2027, déc. 2027", None),
    ]


@pytest.mark.parametrize("title", ["Contrat 2026-2030", "Mis à jour en octobre 2026"])
def test_crosses_under_months_of_no_year_stay_in_words(title: str) -> None:
    read = months(title, "Calendrier")
    assert [(one.start_on, one.due_on, one.schedule_text) for one in read.rows] == [
        (None, None, "févr., mars, avril"),
        (None, None, "mars, avril, mai"),
        (None, None, "janv., déc."),
        (None, None, ""),
    ]
    assert remarks(read) == {
        "D4": "Ces mois n’ont pas d’année : ils restent en mots dans le calendrier."
    }


HEADER: Row = ["N°", "Action", "Porteur", "Coût", "Démarrage", "Livraison"]


WEST: list[Row] = [
    HEADER,
    ["1.1", "Isoler l’école", "CC du Lac", 9000, "mars 2026", "T2 2027"],
    ["1.2", "Ouvrir un quai", "CC du Lac", 8000, "courant 2027", "2028"],
    ["1.3", "Border la voie", "CC du Lac", 8000, "", "à définir"],
]


EAST: list[Row] = [HEADER, ["2.1", "Curer", "CC du Lac", 10, "2026", "18/12/2026"]]


LIST: list[Row] = [
    ["Axe", "Intitulé", "Nombre"],
    ["Ouest", "Habiter mieux", 3],
    ["Est", "Garder l’eau", 1],
]


def test_a_sheet_that_lists_the_others_has_no_action_and_a_delivery_is_an_end() -> None:
    content = xlsx_bytes({"Ensemble": LIST, "Ouest": WEST, "Est": EAST})
    read = read_plan(open_content(content), None)
    assert [(one.title, one.start_on, one.due_on, one.schedule_text) for one in read.rows] == [
        ("Isoler l’école", date(2026, 3, 1), date(2027, 6, 30), ""),
        ("Ouvrir un quai", None, date(2028, 12, 31), "courant 2027"),
        ("Border la voie", None, None, ""),
        ("Curer", date(2026, 1, 1), date(2026, 12, 18), ""),
    ]
    assert remarks(read) == {"E3": "Ce n’est pas une date : ces mots restent dans le calendrier."}


def test_a_sheet_of_actions_is_read_though_it_names_the_others() -> None:
    own: list[Row] = [*LIST, ["Nord", "Semer", 2]]
    content = xlsx_bytes({"Ensemble": own, "Ouest": WEST, "Est": EAST})
    titles = [one.title for one in read_plan(open_content(content), None).rows]
    assert titles[:3] == ["Habiter mieux", "Garder l’eau", "Semer"]


def test_a_delivery_of_words_is_no_end_of_the_action() -> None:
    read = table(
        ["Action", "Pilote", "Livraison"],
        ["Paniers", "CC du Lac", "chaque mardi, à vélo"],
        ["Repas", "CC du Lac", "juin 2027"],
    )
    assert [one.due_on for one in read.rows] == [None, None]
    assert read.rows[0].texts["notes"] == "Livraison : chaque mardi, à vélo"
