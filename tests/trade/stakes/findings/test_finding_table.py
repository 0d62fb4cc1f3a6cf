"""A list of findings comes in with a column for each structure, and goes out in its columns."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.stakes.models import Finding, FindingFigure, FindingReading
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.actors.makers import make_member_actor
from tests.trade.context.test_small_lists import cells, read, written

ROWS: list[Row] = [
    ["Constat", "Nature", "Source", "Date de la source", "Machecoul", "Pornic", "Bouin"],
    ["Les places manquent", "manque", "Caf", "02/03/2026", "D", "C", "D"],
    ["Les haies reculent", "tendance", "", "03/03/2099", "?", "peut-être", "D"],
    ["Les places manquent", "", "", "", "D", "", ""],
]


@pytest.fixture
def structures(access: Access) -> None:
    for name in ("Machecoul", "Pornic"):
        make_member_actor(cooperation=access.cooperation, name=name)


@pytest.mark.usefixtures("structures")
def test_findings_come_in_with_what_structures_say(access: Access) -> None:
    run = written(access, "findings", ROWS)

    findings = Finding.objects.order_by("pk").values_list("statement", "kind", "visibility")
    columns = "actor__organisation__name", "verdict", "visibility", "source__kind"
    assert list(findings) == [
        ("Les places manquent", "gap", "members"),
        ("Les haies reculent", "trend", "members"),
    ]
    assert list(FindingReading.objects.order_by("pk").values_list(*columns)) == [
        ("Machecoul", "agreed", "officers", "officer"),
        ("Pornic", "contested", "officers", "officer"),
        ("Machecoul", "unknown", "officers", "officer"),
    ]
    assert (cells(run), cells(run, "warnings")) == (["D3", "A4"], ["G1", "A3"])


FIGURES: list[Row] = [
    ["Constat", "Territoires", "Chiffre", "Unité", "Période", "Repère", "Licence",
     "Machecoul", "Remarque de Machecoul", "Remarque de Pornic"],
    ["Les places manquent", "", "31 %", "", "2024", "42,5, moyenne du département", "ouverte",
     "C", "Pas chez nous.", "Sans avis."],
    ["Les places manquent", "Machecoul", "12,5", "%", "2024", "", "", "", "", ""],
    ["Les haies reculent", "", "beaucoup", "km", "", "", "", "", "", ""],
    ["Le bourg vieillit", "", "8", "", "", "dix", "", "", "", ""],
    ["La gare ferme", "", "", "trains", "", "", "", "", "", ""],
]  # fmt: skip


@pytest.mark.usefixtures("structures")
def test_numbers_come_in_with_what_they_are_held_against(access: Access) -> None:
    town = Organisation.objects.get(name="Machecoul")

    run = written(access, "findings", FIGURES)

    columns = "finding__statement", "organisation", "value", "unit", "period"
    against = "reference", "reference_label"
    assert list(FindingFigure.objects.order_by("pk").values_list(*columns, *against)) == [
        ("Les places manquent", None, 31, "%", "2024", Decimal("42.5"), "moyenne du département"),
        ("Les places manquent", town.pk, Decimal("12.5"), "%", "2024", None, ""),
        ("Le bourg vieillit", None, 8, "", "", None, ""),
    ]
    assert [one.licence for one in Finding.objects.order_by("pk")] == ["ouverte", "", "", ""]
    assert list(FindingReading.objects.values_list("verdict", "said")) == [
        ("contested", "Pas chez nous.")
    ]
    assert (cells(run), cells(run, "warnings")) == (["C4", "F5"], ["A2", "D6"])


@pytest.mark.usefixtures("structures")
@pytest.mark.parametrize("rows", [ROWS, FIGURES])
def test_what_went_out_comes_back_and_asks_nothing(
    officer: Client, access: Access, rows: list[Row]
) -> None:
    written(access, "findings", rows)
    page = reverse("exchange:export", args=[access.cooperation.slug])

    file = officer.get(f"{page}?tableau=findings&format=csv").content
    lines = [line.split(";") for line in file.decode("utf-8-sig").splitlines()]
    verdicts = [dict(zip(lines[0], line, strict=True)) for line in lines[1:2]]
    run = read(access, "findings", file)

    assert (cells(run), cells(run, "warnings")) == ([], [])
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, Finding.objects.count()]
    (first,) = verdicts
    assert {first["Machecoul"], first.get("Remarque de Machecoul")} == (
        {"D", None} if rows is ROWS else {"C", "Pas chez nous."}
    )


def test_one_more_number_adds_its_source(access: Access) -> None:
    rows: list[Row] = [
        ["Constat", "Chiffre", "Unité", "Période", "Source"],
        ["Les loyers pèsent", "41", "%", "2024", "Insee"],
        ["Les loyers pèsent", "35", "%", "2026", "Anil"],
        ["Les loyers pèsent", "30", "%", "2028", "Anil"],
    ]

    run = written(access, "findings", rows)

    assert Finding.objects.get().source == "Insee ; Anil"
    assert FindingFigure.objects.count() == 3
    assert cells(run, "warnings") == ["E3"]


def test_what_is_noted_of_a_finding_stays_and_is_said(access: Access) -> None:
    head: Row = ["Constat", "Nature", "Source"]
    written(access, "findings", [head, ["Les places manquent", "manque", "Caf"]])

    run = written(access, "findings", [head, ["Les places manquent", "tendance", "PMI"]])

    assert [one["message"] for one in run.preview["warnings"]] == [
        "Maillage a noté « manque » : c’est ce qui est gardé.",
        "Maillage a noté « Caf » : c’est ce qui est gardé.",
    ]


@pytest.mark.usefixtures("structures")
def test_what_structures_judge_of_a_finding_that_stands_is_not_lost(access: Access) -> None:
    head: Row = ["Constat", "Nature", "Source", "Machecoul", "Pornic"]
    written(access, "findings", [head, ["Les places manquent", "manque", "Caf", "D", ""]])

    run = written(access, "findings", [head, ["Les places manquent", "manque", "Caf", "D", "C"]])

    assert [one["message"] for one in run.preview["warnings"]] == [
        "Ce constat est déjà posé : notez sur sa page l’avis de Pornic."
    ]
    again = written(access, "findings", [head, ["Les places manquent", "manque", "Caf", "D", ""]])
    assert again.preview["warnings"] == []
