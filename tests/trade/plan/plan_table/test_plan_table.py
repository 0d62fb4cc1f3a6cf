"""An officer's plan comes in, in its own columns, goes out, and then asks nothing."""

from datetime import date

from django.test import Client
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers
from maillage.trade.plan.models import FicheText
from maillage.trade.plan.plan_table.target import PlanImport, plan_plan
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.directory.reading import plain
from tests.trade.plan.makers import make_action
from tests.trade.plan.plan_table.plan_sheets import PLAN


def understood(content: bytes) -> PlanImport:
    """A plan read without a cooperation."""
    return plan_plan(open_content(content), Answers(), no_report)


def values(planned: PlanImport, *fields: str) -> list[tuple[object, ...]]:
    """These fields of each action read."""
    rows = planned.expected()["actions"]
    assert isinstance(rows, list)
    return [tuple(one[name] for name in fields) for one in rows]


def looked_at(planned: PlanImport) -> list[tuple[str, str]]:
    """The cells to be looked at, and how much."""
    return [
        (one.cell.rpartition("!")[2], one.severity.value)
        for one in planned.problems
        if one.severity.value != "info"
    ]


def test_a_plan_by_columns_is_read() -> None:
    planned = understood(csv_bytes(PLAN))

    assert values(
        planned, "number", "axis", "objective", "title", "pilot", "copilots", "state"
    ) == [
        ("1.1.1", "Petite enfance", "Accueillir", "Micro-crèche", "Bouin", ["Caf"], "running"),
        ("1.1.2", "Petite enfance", "Accueillir", "Relais", "Bouin", ["Caf"], "paused"),
        ("2.1", "Jeunesse", None, "Bus", None, [], "done"),
    ]
    assert values(planned, "start_on", "due_on", "priority", "contributors", "publics")[0] == (
        "2027-04-01",
        "2028-12-31",
        "high",
        ["MSA", "écoles"],
        ["familles"],
    )
    assert looked_at(planned) == [("D3", "warning"), ("J3", "error")]


def test_what_stands_beside_actions_is_neither_an_action_nor_a_pilot() -> None:
    rows: list[Row] = [
        ["Réf.", "Action", "Porteur", "Acteurs à associer", "Suivi par (équipe)", "Prio.", "€"],
        ["AXE 1 : EAU"],
        ["Objectif 1.1 – Mesurer"],
        ["1", "Poser des compteurs", "CCLB", "Caf", "Noé", 1, "12 pl."],
        ["Objectif 1.2 – Planter"],
        ["2", "Planter", "CCLB", "CCLB, écoles", "", "4", 30],
        ["", "Sous-total axe 1", "", "", "", "", 42],
        ["", "Avancement moyen des actions", "", "", "", "", 21],
        ["Abréviations :", "CCLB", "CC du Lac Bleu"],
        ["", "SIVU", "Syndicat du Lac"],
    ]

    planned = understood(csv_bytes(rows))

    fields = ("title", "pilot", "pilot_person", "contributors", "priority")
    assert values(planned, *fields) == [
        ("Poser des compteurs", "CCLB", None, ["Caf"], "high"),
        ("Planter", "CCLB", None, ["écoles"], None),
    ]
    assert planned.table.rows[0].texts["notes"] == "Suivi par (équipe) : Noé\n€ : 12 pl."
    assert looked_at(planned) == [("F6", "warning")]


SECTIONS: list[Row] = [
    ["Plan d’action 2026"],
    ["N°", "Intitulé de l’action", "Maître d’ouvrage", "Début", "Fin", "Où on en est"],
    ["Orientation 1 – Un cadre sobre"],
    [1, "Isoler l’école", "Commune de Brou", date(2026, 9, 1), date(2026, 6, 1), "OK"],
    [1, "Poser des ombrières", "idem", "après les travaux", "", "en suspens"],
    ["Orientation 2 – Bouger"],
    [3, "Covoiturer", "CC du Lac", "", "chaque année", "en retard"],
]


def _by_sections(sheet: Worksheet) -> None:
    sheet.merge_cells("A3:F3")
    sheet.merge_cells("A6:F6")
    sheet.column_dimensions["C"].hidden = True


def test_a_plan_by_sections_is_read_and_says_what_is_wrong() -> None:
    planned = understood(xlsx_bytes({"Suivi": SECTIONS}, _by_sections))

    assert values(planned, "number", "axis", "title", "pilot", "state", "start_on", "due_on") == [
        ("1", "Un cadre sobre", "Isoler l’école", "Commune de Brou", "done", "2026-09-01", None),
        (None, "Un cadre sobre", "Poser des ombrières", "Commune de Brou", None, None, None),
        ("3", "Bouger", "Covoiturer", "CC du Lac", "running", None, None),
    ]
    assert values(planned, "each_year", "schedule_text")[1:] == [
        (False, "après les travaux"),
        (True, None),
    ]
    assert sorted(looked_at(planned)) == [
        ("A5", "warning"),
        ("C2", "warning"),
        ("D5", "warning"),
        ("E4", "error"),
        ("F5", "warning"),
    ]


def test_one_action_written_twice_is_one_unless_they_are_told_apart() -> None:
    rows: list[Row] = [
        ["Axe", "Action", "Pilote", "Échéance"],
        ["Santé", "Former", "", "2027"],
        ["Santé", "Former", "Caf", "2028"],
    ]
    workbook = open_content(csv_bytes(rows))

    once = plan_plan(workbook, Answers(), no_report)
    same = next(one for one in once.problems if one.code == "same_action")
    place = same.cell
    twice = plan_plan(workbook, Answers(refused=frozenset({place})), no_report)

    assert values(once, "title", "pilot", "due_on") == [("Former", "Caf", "2027-12-31")]
    assert plain(same.message) == (
        "Lignes 2 et 3 : deux fois « Former ». Une seule fiche, ou deux ? "
        "En une seule, la ligne 2 décide pour « Échéance » ; ce que la ligne 3 en dit reste dans "
        "les observations."
    )
    assert [one[0] for one in values(twice, "title")] == ["Former", "Former"]


def test_sub_actions_are_steps_and_crosses_are_years() -> None:
    rows: list[Row] = [
        ["Action", "Sous-action", "Fin", "2026", "2027", "2028"],
        ["Protéger l’eau", "", "", "", "x", "x"],
        ["Protéger l’eau", "Étudier", "juin 2027", "", "", ""],
    ]

    planned = understood(csv_bytes(rows))

    assert values(planned, "title", "start_on", "due_on", "steps") == [
        (
            "Protéger l’eau",
            "2027-01-01",
            "2028-12-31",
            [{"title": "Étudier", "due_on": "2027-06-30"}],
        )
    ]


def test_objectives_end_with_their_axis_and_headers_may_ask() -> None:
    header: Row = ["N°", "Fiche-action", "Qui ?", "Quand ?", "Où en est-on ?", "Sous-actions"]
    rows: list[Row] = [
        header,
        ["AXE 1 : ENFANCE"],
        ["Objectif 1.1 - Accueillir"],
        ["1", "Micro-crèche", "Bouin", "T1 2027", "fait ✔", "- Étude\n- Travaux"],
        ["AXE 2 : JEUNESSE"],
        ["2", "Bus", "Caf", "", "", ""],
    ]

    def wide(sheet: Worksheet) -> None:
        for row in (2, 3, 5):
            sheet.merge_cells(f"A{row}:F{row}")

    planned = understood(xlsx_bytes({"Plan": rows}, wide))

    assert values(planned, "axis", "objective", "title", "pilot", "due_on", "state") == [
        ("ENFANCE", "Accueillir", "Micro-crèche", "Bouin", "2027-03-31", "done"),
        ("JEUNESSE", None, "Bus", "Caf", None, None),
    ]
    assert values(planned, "steps")[0] == (
        [{"title": "Étude", "due_on": None}, {"title": "Travaux", "due_on": None}],
    )


def test_each_sheet_of_several_is_an_axis() -> None:
    header: Row = ["Action", "Pilote"]
    sheets: dict[str, list[Row]] = {
        "Petite enfance": [header, ["Micro-crèche", "Bouin"], ["Relais", "Caf"]],
        "Jeunesse": [header, ["Bus", "Caf"], ["Point jeunes", "Bouin"]],
    }

    planned = understood(xlsx_bytes(sheets))

    assert values(planned, "axis", "title") == [
        ("Petite enfance", "Micro-crèche"),
        ("Petite enfance", "Relais"),
        ("Jeunesse", "Bus"),
        ("Jeunesse", "Point jeunes"),
    ]


def test_texts_of_a_fiche_are_read_on_its_sheet(officer: Client, cooperation: Cooperation) -> None:
    action = make_action(cooperation=cooperation)
    FicheText.objects.create(action=action, key="means", words="Coût HT : 12 000 €")

    page = plain(officer.get(reverse("plan:action", args=[cooperation.slug, action.pk])).text)

    assert "Ce que dit votre tableau" in page
    assert "Coût HT : 12 000 €" in page
