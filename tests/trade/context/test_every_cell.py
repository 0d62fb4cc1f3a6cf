"""Every cell of a list that is read is in a row, or said not to be: nothing is lost in silence."""

import re
from itertools import chain
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.parsed_rows import ParsedRow
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.table_import import TableImport
from maillage.foundation.exchange.targets.targets import Answers, target_by_word
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes

Import = TableImport[ParsedRow]
OF_COLUMNS = {"column_unread", "column_second", "sensitive_column"}
OF_ROWS = {
    *("section_rows", "total_rows", "footer_rows", "notice_rows", "row_left", "cells_left"),
    *("footer_left", "total_left", "header_again", "other_rows"),
}
PLAN: list[Row] = [
    ["Plan d’actions 2027"],
    ["N°", "Action", "Pilote", "Échéance", "Statut", "Cotation interne"],
    ["AXE 1 : GRANDIR"],
    ["1", "Ouvrir un lieu", "CC du Lac", "2027", "en cours", "A"],
    ["", "Petite enfance"],
    ["2", "Former les agents", "Caf", "2028", "à venir", "B"],
    ["3", "Prêter des jeux", "Commune de Brou", "30/06/2027", "", ""],
    ["", "Total", "", "", "", "2"],
    [],
    [],
    ["* sous réserve du budget"],
]
POSTS: list[Row] = [
    ["Poste", "ETP", "Agent", "Arrivée", "Bureau", "Salaire brut"],
    ["CC du Lac"],
    ["Animation", "0,5", "Eve ROY", "01/03/2026", "12", "2 000"],
    ["Accueil", "1", "Luc MOREL", "2025", "", "1 900"],
    ["Commune de Brou"],
    ["Jeunesse", "80 %", "à recruter", "", "3", ""],
    ["Total ETP", "2,3"],
]
FACILITIES: list[Row] = [
    ["Équipement", "Nature", "Commune", "Places", "Téléphone", "Mode de calcul"],
    ["Pour les petits"],
    ["Le Nid", "Crèche", "Brou", "12", "02 00 00 00 00", "a"],
    ["Les Pins", "ALSH", "Ormes", "quarante", "", "b"],
    ["Pour les grands"],
    ["Le Local", "Accueil jeunes", "Ormes", "20", "", "a"],
    ["La Fabrique", "Ludothèque", "Brou", "", "", ""],
    ["Source : visites de 2026"],
]
PROJECTS: list[Row] = [
    ["Projet", "Porteur", "Coût", "Stade", "Coût TTC", "Note"],
    ["Halle", "CC du Lac", "12 000", "étude", "14 400", "14"],
    ["Four", "Commune de Brou", "8 000", "prêt", "9 600", "12"],
    ["Idées à creuser"],
    ["Lavoir", "Commune d’Ormes", "5 000", "idée", "6 000", "9"],
    ["TOTAL", "", "25 000"],
]
DUES: list[Row] = [
    ["Ce qui est dû", "Financeur", "Échéance", "Montant en jeu", "Qui s’en charge", "Casier"],
    ["Petite enfance"],
    ["Bilan", "Caf", "30/06/2027", "12 000", "Eve ROY", "3"],
    ["Solde", "Région", "31/12/2027", "8 000", "Luc MOREL", ""],
    ["Rapport", "Caf", "T1 2028", "", "Eve ROY", "4"],
]
LISTS = {
    "plan": PLAN,
    "posts": POSTS,
    "facilities": FACILITIES,
    "projects": PROJECTS,
    "duties": DUES,
}


def planned(word: str, content: bytes) -> Import:
    """A file understood without a cooperation."""
    return cast("Import", target_by_word(word).plan(open_content(content), Answers(), no_report))


def lines_in(words: str) -> set[int]:
    """The rows that a sentence names: « lignes 4, 7 à 9 »."""
    runs = re.findall(r"(\d+) à (\d+)", words)
    alone = re.findall(r"\d+", words)
    return {n for first, last in runs for n in range(int(first), int(last) + 1)} | set(
        map(int, alone)
    )


def columns_reported(result: Import, reading: SheetReading, *, keeps: bool) -> set[int]:
    """The columns of a sheet that are said not to be read, or that are kept word for word."""
    codes = {one.cell for one in result.problems if one.code in OF_COLUMNS}
    return {
        one.number
        for mapped in reading.tables
        for one in mapped.columns
        if (keeps and one.field == IGNORED)
        or reading.sheet.reference(mapped.table.header_row, one.number) in codes
    }


def silent_cells(word: str, content: bytes) -> list[str]:
    """The cells under the first header that no row takes and of which nothing is said."""
    result = planned(word, content)
    places = {c.place for one in result.table.read.rows for c in one.cells.values()}
    places |= {one.cell for one in result.problems}
    silent = []
    for reading in (one for one in result.readings if one.is_used):
        sheet = reading.sheet
        remarks = [one.message for one in result.problems if one.code in OF_ROWS]
        rows = set(chain.from_iterable(map(lines_in, remarks)))
        first = max(reading.tables[0].table.header_rows)
        columns = columns_reported(result, reading, keeps=word == "plan")
        silent += [
            sheet.reference(row, number)
            for row in sorted(sheet.rows)
            for number in sheet.rows[row]
            if row > first and row not in rows and number not in columns
            if sheet.reference(row, number) not in places
        ]
    return silent


@pytest.mark.parametrize("word", LISTS)
def test_no_cell_of_a_list_is_lost_in_silence(word: str) -> None:
    assert silent_cells(word, xlsx_bytes({"Liste": LISTS[word]})) == []


@pytest.mark.parametrize("word", LISTS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_no_cell_is_lost_whatever_is_blank_moved_or_added(word: str, data: st.DataObject) -> None:
    head = next(row for row in LISTS[word] if len(row) > 1)
    width = len(head) + 1
    body_rows = [row for row in LISTS[word] if row is not head]
    cells = sorted({str(one) for row in body_rows for one in row if one} | {"x", "vu", "?", "7"})
    one = st.one_of(st.just(""), st.sampled_from(cells))
    rows = st.lists(st.lists(one, min_size=1, max_size=width), min_size=2, max_size=9)
    body: list[Row] = [list(row) for row in data.draw(rows)]

    content = xlsx_bytes({"Liste": [[*head], *body]})

    assert silent_cells(word, content) == []


def titles(word: str, rows: list[Row]) -> tuple[list[object], list[str]]:
    """What each row is called, and the cells that an officer looks at."""
    result = planned(word, xlsx_bytes({"Liste": rows}))
    (some,) = cast("dict[str, list[dict[str, object]]]", result.expected()).values()
    names = [next(one[k] for k in ("title", "name", "label") if one.get(k)) for one in some]
    cells = [one.cell for one in result.problems if one.severity is not Severity.INFO]
    return names, sorted(one.rpartition("!")[2] for one in cells)


@pytest.mark.parametrize(
    ("word", "names", "cells"),
    [
        ("plan", ["Ouvrir un lieu", "Former les agents", "Prêter des jeux"], ["B5"]),
        ("facilities", ["Le Nid", "Les Pins", "Le Local", "La Fabrique"], ["A2", "A5", "D4"]),
        ("projects", ["Halle", "Four", "Lavoir"], ["A4"]),
        ("duties", ["Bilan", "Solde", "Rapport"], ["A2"]),
    ],
)
def test_words_alone_on_a_row_are_no_record(word: str, names: list[str], cells: list[str]) -> None:
    assert titles(word, LISTS[word]) == (names, cells)


def test_a_title_that_looks_like_one_asks_nothing() -> None:
    def in_bold(sheet: Worksheet) -> None:
        sheet["A2"].font = Font(bold=True)

    result = planned("duties", xlsx_bytes({"Liste": DUES}, in_bold))

    assert [one.code for one in result.problems if one.severity is not Severity.INFO] == []
    assert [one.message for one in result.problems if one.code == "section_rows"] == [
        "Titres au-dessus de lignes, pas des lignes : ligne 2."
    ]


def test_a_title_alone_under_which_a_row_goes_on_is_an_action() -> None:
    rows: list[Row] = [
        ["Action", "Sous-action", "Pilote", "Échéance"],
        ["Ouvrir un lieu"],
        ["", "Trouver les murs", "CC du Lac", "2027"],
        ["Former", "", "Caf", "2028"],
        ["Prêter des jeux", "", "Caf", "2028"],
        ["Jouer dehors", "", "Commune de Brou", "2029"],
    ]

    assert titles("plan", rows)[0] == [
        *("Ouvrir un lieu", "Former", "Prêter des jeux", "Jouer dehors"),
    ]


def test_a_list_of_bare_titles_stays_a_list() -> None:
    rows: list[Row] = [
        ["Équipement", "Commune", "Places"],
        ["Le Nid", "Brou", "12"],
        ["Le Local"],
        ["La Fabrique"],
        ["Le Préau"],
        ["Les Pins", "Ormes", "40"],
        ["La Halle", "Ormes", "30"],
        ["Le Moulin", "Ormes", "10"],
    ]

    assert len(titles("facilities", rows)[0]) == 7


def test_what_a_cell_says_and_nothing_reads_is_asked_about() -> None:
    _names, cells = titles(
        "facilities",
        [
            ["Équipement", "Commune", "Places", "Fin COF"],
            ["Le Nid", "Brou", "douze", "en cours de signature"],
        ],
    )

    assert sorted(cells) == ["C2", "D2"]


def test_a_hidden_sheet_and_a_sheet_left_beside_another_are_said() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    content = xlsx_bytes({"Avant": DUES, "Suivi": DUES, "Notes": [["Voir Eve"]]}, hide)
    remarks = [one for one in planned("duties", content).problems if one.code == "sheet_ignored"]

    assert [(one.cell, one.severity.value) for one in remarks] == [
        ("Avant!A1", "warning"),
        ("Notes!A1", "info"),
    ]


def test_a_column_without_a_known_header_is_read_and_to_be_checked() -> None:
    rows: list[Row] = [
        ["Projet", "Mairie", "Où en est le dossier ?"],
        ["Toit", "Brou", "étude"],
        ["Four", "Ormes", "travaux"],
    ]
    result = planned("projects", xlsx_bytes({"Liste": rows}))

    remarks = [one for one in result.problems if one.code == "column_guessed"]
    assert {(one.cell, one.severity.value) for one in remarks} == {
        ("Liste!B1", "info"),
        ("Liste!C1", "info"),
    }
    assert set(chain.from_iterable(one.message.split(" : ")[1:] for one in remarks)) == {
        "à vérifier parmi les colonnes."
    }


def test_a_table_of_another_kind_under_the_first_is_left_and_said() -> None:
    rows: list[Row] = [
        ["Structure", "Type", "Commune", "Places", "Gestionnaire"],
        ["Le Nid", "Crèche", "Brou", "12", "CC du Lac"],
        ["Les Pins", "ALSH", "Ormes", "40", "CC du Lac"],
        [],
        ["Ce que les communes demandent"],
        ["Commune", "Besoin", "Échéance souhaitée"],
        ["Brou", "Horaires décalés", "2027"],
        ["Ormes", "Local jeunes", "2028"],
    ]

    assert titles("facilities", rows) == (["Le Nid", "Les Pins"], [])
    content = xlsx_bytes({"Liste": rows})
    assert silent_cells("facilities", content) == []
    assert [one.message for one in planned("facilities", content).problems] == [
        "D’un autre tableau, laissées : lignes 5 à 8."
    ]


def test_the_only_column_of_words_that_nothing_names_says_what_a_record_is() -> None:
    rows: list[Row] = [
        ["Code", "Nos envies", "Chef de file", "Quand", "Où en est-on"],
        ["11a", "Compter les hérons", "CC du Lac", "2027", "en cours"],
        ["11b", "Rouvrir la mare", "Commune de Brou", "2028", "à venir"],
        ["12a", "Planter des haies", "CC du Lac", "2028", "à venir"],
    ]
    content = xlsx_bytes({"Liste": rows})

    assert titles("plan", rows)[0] == ["Compter les hérons", "Rouvrir la mare", "Planter des haies"]
    remarks = [
        one.cell for one in planned("plan", content).problems if one.code == "column_guessed"
    ]
    assert "Liste!B1" in remarks


def test_steps_beside_a_merged_action_are_its_own() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A4")

    rows: list[Row] = [
        ["Action", "Pilote", "Étapes", "Échéance de l’étape", "Début", "Fin"],
        ["Ouvrir un lieu", "CC du Lac", "Étude", "30/06/2027", "2027", "2029"],
        [None, None, "Signature", "15/01/2028", None, None],
        [None, None, "Permanences", None, None, None],
        ["Former", "Caf", "Cahier des charges", "T1 2028", "2028", "2028"],
        ["Prêter", "Caf", "Achat", "T2 2028", "2028", "2029"],
    ]
    result = planned("plan", xlsx_bytes({"Liste": rows}, merge))

    (actions,) = cast("dict[str, list[dict[str, object]]]", result.expected()).values()
    assert [(one["title"], one["due_on"]) for one in actions] == [
        ("Ouvrir un lieu", "2029-12-31"),
        ("Former", "2028-12-31"),
        ("Prêter", "2029-12-31"),
    ]
    assert actions[0]["steps"] == [
        {"title": "Étude", "due_on": "2027-06-30"},
        {"title": "Signature", "due_on": "2028-01-15"},
        {"title": "Permanences", "due_on": None},
    ]
    assert [one for one in result.problems if one.severity is not Severity.INFO] == []


def test_columns_that_other_words_head_in_a_list_are_read() -> None:
    posts: list[Row] = [
        ["Fonction", "ETP", "Qui finance ?"],
        ["CC DU LAC"],
        ["Animation", "0,5", "Caf, MSA"],
        ["Accueil", "1", "Agence de l’eau"],
        ["Jeunesse", "1", "Région"],
    ]
    projects: list[Row] = [
        ["Projet", "Porteur", "Coût", "FEADER sollicité", "Prochain jalon", "Date du jalon"],
        ["Halle", "CC du Lac", "12 000", "8 000", "Vote", "15/01/2027"],
        ["Four", "Commune de Brou", "9 000", "3 000", "Chantier", "30/06/2027"],
    ]
    dues: list[Row] = [
        ["Ce qui est dû", "Échéance", "Référence (article)"],
        ["ADEME"],
        ["Rapport final", "30/06/2027", "art. 5"],
        ["Relevé de dépenses", "31/12/2027", "art. 6"],
    ]
    fields = {
        "posts": (posts, "employer", "funder"),
        "projects": (projects, "asked_cents", "next_on"),
        "duties": (dues, "funder", "article"),
    }
    values = {}
    for word, (rows, *names) in fields.items():
        some = planned(word, xlsx_bytes({"Liste": rows})).expected()
        (records,) = cast("dict[str, list[dict[str, object]]]", some).values()
        values[word] = [records[0][name] for name in names]

    assert values == {
        "posts": ["CC DU LAC", ["Caf", "MSA"]],
        "projects": [800_000, "2027-01-15"],
        "duties": ["ADEME", "art. 5"],
    }


@pytest.mark.parametrize(
    ("text", "pilot", "person"),
    [
        ("EHPAD Les Genêts", "EHPAD Les Genêts", None),
        ("CPTS Val Nord", "CPTS Val Nord", None),
        ("ROY Eve", None, "ROY Eve"),
        ("Eve LE GOFF", None, "Eve LE GOFF"),
    ],
)
def test_initials_before_a_name_are_those_of_a_structure(
    text: str, pilot: str | None, person: str | None
) -> None:
    rows: list[Row] = [["Action", "Pilote"], ["Semer", text]]

    (actions,) = planned("plan", xlsx_bytes({"Liste": rows})).expected().values()

    (one,) = cast("list[dict[str, object]]", actions)
    assert (one["pilot"], one["pilot_person"]) == (pilot, person)


def test_a_figure_in_the_words_of_a_total_is_no_sum() -> None:
    rows: list[Row] = [
        ["Action", "Pilote", "Coût"],
        ["Semer", "CC du Lac", 10],
        ["Planter", "CC du Lac", 20],
        ["Sous-total vocation 1", "", 30],
    ]

    assert titles("plan", rows)[1] == []
