"""A list of meetings is read as officers keep it: whatever heads the body, the day, the hours."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.spreadsheets import csv_bytes
from tests.trade.governance.makers import make_body
from tests.trade.governance.meetings.test_sitting_table import problems, read


def sittings(run: Import) -> list[object]:
    """What the file says, in the plain shape of a target."""
    rows = planned_import(run).expected()["seances"]
    assert isinstance(rows, list)
    return rows


def sitting(body: str, day: str, **other: str) -> dict[str, object]:
    """A row of a meeting, in this shape."""
    names = "starts_at", "ends_at", "place", "title", "organisation", "standing", "note"
    return {"body": body, "day": day, **{name: other.get(name) for name in names}}


@pytest.mark.parametrize("header", ["Réunion", "Instance", "Comité", "Type de réunion", "Type"])
def test_the_column_whose_values_are_bodies_names_them(access: Access, header: str) -> None:
    for name in ("COPIL PAT", "Commission Forêt"):
        make_body(cooperation=access.cooperation, name=name)

    run = read(
        access,
        csv_bytes(
            [
                ["Date", header, "Lieu"],
                ["12/03/2099", "COPIL", "Mairie"],
                ["14/03/2099", "Comm. Forêt", "à confirmer"],
            ]
        ),
    )

    assert problems(run) == []
    assert sittings(run) == [
        sitting("COPIL PAT", "2099-03-12", place="Mairie"),
        sitting("Commission Forêt", "2099-03-14"),
    ]
