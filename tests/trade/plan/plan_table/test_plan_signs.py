"""Columns of plans are known by the openings of their header's words and by their values."""

from datetime import date

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.columns import BY_BOTH
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.trade.plan.choices import ActionState, ShareRole
from maillage.trade.plan.plan_table.reading import read_plan
from maillage.trade.plan.plan_table.rows import ActionRow
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.trade.plan.plan_table.plan_texts import remarks, table

DONE, READY, RUNNING = ActionState.DONE, ActionState.READY, ActionState.RUNNING
HEADERS: Row = [
    *("Que fait-on ?", "Portage", "Co-animation", "Suivi assuré par", "Élue de référence"),
    *("Avec l’appui de", "Se lance en", "À boucler avant", "Impor.", "Bilan d’étape"),
]


def test_a_plan_headed_by_other_words_is_read() -> None:
    read = table(
        HEADERS,
        [
            *("Vélobus", "CC du Lac", "Région", "Mme Eve ROY", "M. Paul BON", "Caf, MSA"),
            *("T2 2026", "fin 2027", "haute", "en cours"),
        ],
        [
            *("Garage solidaire", "Commune de Brou", "ONF", "Luc MOREL", "", "écoles"),
            *("01/03/2026", "juin 2028", "basse", "à venir"),
        ],
    )

    assert [
        (one.title, one.structures(ShareRole.PILOT), one.structures(ShareRole.COPILOT))
        for one in read.rows
    ] == [
        ("Vélobus", ["CC du Lac"], ["Région"]),
        ("Garage solidaire", ["Commune de Brou"], ["ONF"]),
    ]
    assert [
        (one.pilot_person, one.elected, one.start_on, one.due_on, one.priority, one.state)
        for one in read.rows
    ] == [
        ("Eve ROY", "Paul BON", date(2026, 4, 1), date(2027, 12, 31), "high", RUNNING),
        ("Luc MOREL", "", date(2026, 3, 1), date(2028, 6, 30), "low", READY),
    ]
    of = {one.header: one.reason for one in read.readings[0].columns}
    assert of["Se lance en"] == of["Impor."] == BY_BOTH


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Date limite de dépôt du dossier", ("30/06/2026", "31/12/2026")),
        ("Bilan 2025", ("12 ateliers", "3 réunions")),
        ("Situation géographique", ("Brou", "Vaux")),
        ("Réalisé en 2025", ("12", "5")),
        ("Suivi", ("voir le comité", "à relancer")),
        ("Durée de l’engagement", ("3 ans", "5 ans")),
    ],
)
def test_words_alone_or_values_alone_are_not_enough(header: str, values: tuple[str, str]) -> None:
    rows: list[Row] = [["Agir", "CC du Lac", one] for one in values]

    read = table(["Action", "Pilote", header], *rows)

    assert [(one.start_on, one.due_on, one.state) for one in read.rows[:1]] == [(None, None, None)]
    assert not any(one.pilot_person or one.elected for one in read.rows)


def test_a_column_that_is_not_read_is_said_and_its_words_stay() -> None:
    read = table(["Action", "Pilote", "Drapeau"], ["Semer", "CC du Lac", "bleu"])

    cells_unread = [one.cell for one in read.problems if one.code == "column_unread"]

    assert (cells_unread, read.rows[0].texts["notes"]) == (["csv!C1"], "Drapeau : bleu")


@pytest.mark.parametrize(
    ("shares", "states"),
    [
        (["0", "0,4", "1"], [READY, RUNNING, DONE]),
        (["0 %", "1 %", "100 %"], [READY, RUNNING, DONE]),
        (["1", "40", "100"], [RUNNING, RUNNING, DONE]),
    ],
)
def test_a_share_says_where_an_action_stands(shares: list[str], states: list[str]) -> None:
    rows: list[Row] = [[f"Agir {one}", one] for one in shares]

    read = table(["Action", "Avancement"], *rows)

    assert [one.state for one in read.rows] == states


def test_numbers_of_a_spreadsheet_are_parts_of_one() -> None:
    rows: list[Row] = [["Action", "Pilote", "État"], ["Semer", "CC", 0.5], ["Planter", "CC", 1]]

    read = read_plan(open_content(xlsx_bytes({"Suivi": rows})), None)

    assert [(one.state, one.progress) for one in read.rows] == [(RUNNING, 50), (DONE, 100)]


def quarters() -> Table[ActionRow]:
    """Crosses over quarters, under two merged years."""
    rows: list[Row] = [
        ["Action", "Pilote", "2027", None, "2028", None],
        [None, None, "T1", "T2", "T1", "T2"],
        ["Semer", "CC du Lac", "x", None, None, "x"],
        ["Planter", "CC du Lac", None, "x", "x", None],
    ]

    def merged(sheet: object) -> None:
        for area in ("C1:D1", "E1:F1", "A1:A2", "B1:B2"):
            sheet.merge_cells(area)  # type: ignore[attr-defined]

    return read_plan(open_content(xlsx_bytes({"Suivi": rows}, merged)), None)


def test_crosses_are_read_from_the_first_to_the_last() -> None:
    read = quarters()

    assert [(one.start_on, one.due_on, one.schedule_text) for one in read.rows] == [
        (date(2027, 1, 1), date(2028, 6, 30), ""),
        (date(2027, 4, 1), date(2028, 3, 31), ""),
    ]
    assert read.rows[0].texts["notes"] == "Calendrier : T1 2027, T2 2028"
    assert not [one for one in read.problems if one.code == "column_unread"]


def test_labels_over_rows_give_a_pilot_or_an_axis() -> None:
    carried = table(
        ["N°", "Action", "Fin"],
        ["Porteur : CC du Lac"],
        ["1", "Semer", "2027"],
        ["2", "Planter", "2027"],
        ["Porteur : Association Le Pas"],
        ["3", "Tailler", "2027"],
    )
    headed = table(
        ["Action", "Pilote"],
        ["Axe : Se déplacer"],
        ["Vélobus", "CC du Lac"],
        ["Axe : Se soigner"],
        ["Bus santé", "CC du Lac"],
    )

    assert [(one.axis.title, one.structures(ShareRole.PILOT)) for one in carried.rows] == [
        ("", ["CC du Lac"]),
        ("", ["CC du Lac"]),
        ("", ["Association Le Pas"]),
    ]
    assert [one.axis.title for one in headed.rows] == ["Se déplacer", "Se soigner"]


def test_an_office_follows_no_action_and_a_priority_to_come_asks_nothing() -> None:
    read = table(
        ["Action", "Pilote", "Suivi par", "Priorité"],
        ["Semer", "CC du Lac", "Eve ROY", "à préciser"],
        ["Planter", "CC du Lac", "M. le Maire", "haute"],
    )

    assert [one.pilot_person for one in read.rows] == ["Eve ROY", ""]
    assert remarks(read) == {}


def test_what_is_aimed_at_in_figures_is_no_objective() -> None:
    read = table(
        ["Action", "Pilote", "VP délégué", "Principales étapes", "Résultats attendus"],
        ["Vélobus", "CC du Lac", "M. Paul BON", "tracé ; essai", "12 lignes ouvertes"],
        ["Halle", "CC du Lac", "Mme Eve ROY", "plans", "40 étals par an"],
    )

    assert [(one.objective.title, one.elected) for one in read.rows] == [
        ("", "Paul BON"),
        ("", "Eve ROY"),
    ]
    assert [[step.title for step in one.steps] for one in read.rows] == [
        ["tracé", "essai"],
        ["plans"],
    ]


def test_what_is_aimed_at_in_words_stays_an_objective() -> None:
    read = table(
        ["Action", "Pilote", "Résultat attendu"],
        ["Vélobus", "CC du Lac", "1. Aller à l’école sans voiture"],
        ["Halle", "CC du Lac", "Un marché toute l’année"],
    )

    assert [bool(one.objective.title) for one in read.rows] == [True, True]


@pytest.mark.parametrize("header", ["Menée par", "Porté par", "Assurée par", "Conduite par"])
def test_who_carries_an_action_is_its_pilot(header: str) -> None:
    read = table(["Action", header], ["Semer", "CC du Lac"], ["Planter", "Commune de Brou"])

    assert [one.structures(ShareRole.PILOT) for one in read.rows] == [
        ["CC du Lac"],
        ["Commune de Brou"],
    ]


def test_a_numbered_level_under_an_axis_is_the_objective_whatever_heads_it() -> None:
    read = table(
        ["Vocation", "Mesure de la charte", "Intitulé de l’action"],
        ["Vocation 1 – Nature", "1.1 Préserver les tourbières", "Curer la mare"],
        ["Vocation 1 – Nature", "1.2 Veiller sur la nuit", "Éteindre les mâts"],
        ["Vocation 2 – Habiter", "2.1 Tenir les bourgs", "Ouvrir un café"],
    )

    assert [(one.axis.title, one.objective.title) for one in read.rows] == [
        ("Nature", "Préserver les tourbières"),
        ("Nature", "Veiller sur la nuit"),
        ("Habiter", "Tenir les bourgs"),
    ]


def test_a_row_of_a_step_alone_is_a_step_of_the_action_above() -> None:
    read = table(
        ["Action", "Étapes", "Échéance de l’étape", "Pilote"],
        ["Former les cuisiniers", "Session 1", "12/02/2026", "Caf"],
        ["", "Session 2", "14/10/2026", ""],
        ["Ouvrir un jardin", "", "", "CC du Lac"],
    )

    assert [
        (one.title, [(step.title, step.due_on) for step in one.steps]) for one in read.rows
    ] == [
        (
            "Former les cuisiniers",
            [("Session 1", date(2026, 2, 12)), ("Session 2", date(2026, 10, 14))],
        ),
        ("Ouvrir un jardin", []),
    ]
    assert not any(one.row.is_refused for one in read.rows)
