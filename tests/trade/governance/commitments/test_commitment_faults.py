"""What is wrong with a commitment or a step is said alike in the form, by link and in the table."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from maillage.trade.governance.commitments.rules import (
    due_fault,
    quantity_fault,
    step_day_fault,
    step_faults,
)

TODAY, REQUEST_DAY = date(2026, 10, 8), date(2026, 10, 1)
BEFORE = "Cette étape précède la demande : corrigez sa date."
TOO_SOON = "L’échéance précède la demande : corrigez l’une des dates."


@pytest.mark.parametrize(
    ("kind", "quantity", "fault"),
    [
        ("days", None, ""),
        ("days", Decimal("1.5"), ""),
        ("days", Decimal(3_660), ""),
        ("days", Decimal(3_661), "C’est plus de dix ans de travail"),
        ("euros", Decimal(50_000_000), ""),
        ("euros", Decimal(50_000_001), "C’est plus de cinquante millions d’euros"),
        ("premises", Decimal(0), "Écrivez une quantité plus grande que zéro"),
        ("premises", Decimal(100_000_001), "Cette quantité dépasse ce qui s’écrit ici"),
        ("data", Decimal("1.234"), "Deux chiffres après la virgule au plus"),
    ],
)
def test_a_quantity_that_cannot_be_meant(kind: str, quantity: Decimal | None, fault: str) -> None:
    assert quantity_fault(kind, quantity).startswith(fault)
    assert bool(quantity_fault(kind, quantity)) == bool(fault)


@pytest.mark.parametrize(
    ("kind", "note", "is_proved", "faults"),
    [
        ("withdrawn", "", False, {"note": "Dites pourquoi, en une phrase."}),
        ("withdrawn", "Poste vacant", False, {}),
        (
            "confirmed",
            "",
            False,
            {"act_number": "Un engagement se confirme par un acte : son numéro."},
        ),
        ("confirmed", "", True, {}),
        ("promised", "", False, {}),
    ],
)
def test_what_a_step_lacks(kind: str, note: str, is_proved: bool, faults: dict[str, str]) -> None:
    assert step_faults(kind=kind, note=note, is_proved=is_proved) == faults


def test_a_step_follows_the_demand_and_is_not_to_come() -> None:
    late, early = TODAY + timedelta(days=1), REQUEST_DAY - timedelta(days=1)

    assert step_day_fault("promised", REQUEST_DAY, REQUEST_DAY, TODAY) == ""
    assert step_day_fault("promised", early, REQUEST_DAY, TODAY) == BEFORE
    assert step_day_fault("asked", early, REQUEST_DAY, TODAY) == ""
    assert step_day_fault("promised", early, None, TODAY) == ""
    assert step_day_fault("promised", late, REQUEST_DAY, TODAY).startswith("Cette date est dans")


@pytest.mark.parametrize(
    ("on", "due_on", "state", "fault"),
    [
        (TODAY, TODAY, "asked", ""),
        (TODAY, REQUEST_DAY, "asked", TOO_SOON),
        (TODAY, REQUEST_DAY, "", TOO_SOON),
        (TODAY, REQUEST_DAY, "delivered", ""),
        (TODAY, REQUEST_DAY, "withdrawn", ""),
        (None, REQUEST_DAY, "asked", ""),
        (TODAY, None, "asked", ""),
    ],
)
def test_what_is_awaited_is_due_after_it_was_asked(
    on: date | None, due_on: date | None, state: str, fault: str
) -> None:
    assert due_fault(on, due_on, state) == fault
