"""What the check and the report of contributions say of what was left empty, or ticked."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from tests.ground.directory.makers import make_organisation
from tests.trade.funding.contribution_table.contribution_files import (
    HEADERS,
    checked,
    entered,
    page_of,
    paid_in_part,
    start,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


def test_a_total_over_cells_left_empty_is_not_said_wrong(officer: Client, access: Access) -> None:
    for name in ("Verlaize", "Montverdy"):
        make_organisation(workspace=access.cooperation.workspace, name=name)
    rows = "Verlaize;2026;400;300;03/12/2060\nMontverdy;2026;500;;\nTotal;;900;300;\n"
    checked(officer, access, f"{HEADERS}\n{rows}")
    run = Import.objects.latest("pk")
    cells = [one["cell"] for one in run.preview["errors"]]
    url = f"{start(access)}{run.pk}/verifier/"

    officer.post(url, {"step": "check", **{f"blank-{cell}": "on" for cell in cells}})
    page = page_of(officer, access, "verifier/")

    assert "tombe pas juste" not in page
    assert cells


def test_a_receipt_that_is_ticked_is_a_way_in_and_is_said_noted(
    officer: Client, access: Access
) -> None:
    one = paid_in_part(access)
    text = (
        f"{HEADERS}\n{one.organisation};{one.year};1 000;100;12/05/{one.year}\nVerlaize;2026;4;;\n"
    )

    page = checked(officer, access, text)
    result = entered(officer, access, "csv!D2")

    assert "ou cochez le versement à noter, ou corrigez une ligne" in page
    assert "100 € : versement noté." in result
    assert "Verlaize : pas ajouté." in result
    assert "un versement de plus ?" not in result


def test_what_is_left_empty_is_said_in_the_report(officer: Client, access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Verlaize")
    checked(officer, access, f"{HEADERS}\nVerlaize;2026;400;14 900 ?;\n")
    run = Import.objects.latest("pk")
    Import.objects.filter(pk=run.pk).update(
        preview=run.preview | {"emptied": {"csv!D2": "Verlaize : 14 900"}},
        corrections={"csv!D2": ""},
    )

    result = entered(officer, access)

    assert "Laissé vide par vous, donc pas entré" in result
    assert "<b>D2</b> Verlaize : 14 900" in result
