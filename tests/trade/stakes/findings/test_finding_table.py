"""A list of findings comes in with a column for each structure, and goes out in its columns."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.trade.stakes.models import Finding, FindingReading
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
    assert (cells(run), cells(run, "warnings")) == (["D3", "A4"], ["A3"])


@pytest.mark.usefixtures("structures")
def test_what_went_out_comes_back_and_asks_nothing(officer: Client, access: Access) -> None:
    written(access, "findings", ROWS)
    page = reverse("exchange:export", args=[access.cooperation.slug])

    file = officer.get(f"{page}?tableau=findings&format=csv").content
    run = read(access, "findings", file)

    assert (cells(run), cells(run, "warnings")) == ([], [])
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 2]
