"""Results are written as the worked examples write them."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.law.cases.outputs import outputs_of, written
from maillage.law.clear_days import clear_days
from maillage.law.retention import Due


def test_results_are_written_plainly() -> None:
    value = {"a": (Decimal("0.20"), None, True), "b": Due(date(2027, 3, 1))}

    assert written(value) == {"a": ["0.20", None, True], "b": {"day": "2027-03-01"}}


def test_finding_is_written_with_its_level() -> None:
    assert outputs_of(clear_days(date(2026, 12, 7), days_by_hand=3)) == {
        "days_required": 3,
        "counting": "clear",
        "latest_sending_date": "2026-12-03",
        "in_time": None,
        "missing_days": None,
        "note_required": False,
        "level": None,
        "finding_id": None,
    }


def test_value_without_a_written_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no written form"):
        written({1, 2})
