"""What is wrong with a seat or its holder is said alike in the forms and in the table."""

from datetime import date, timedelta

from maillage.trade.governance.bodies.rules import colleges_fault, holder_fault

SEATED_ON = date(2026, 10, 1)
DAY = timedelta(days=1)


def test_a_body_has_twelve_colleges_at_most() -> None:
    assert colleges_fault(12) == ""
    assert colleges_fault(13) == "Douze collèges au plus : réunissez-en quelques-uns."


def test_nobody_holds_a_seat_before_it_exists() -> None:
    early = "Le siège n’existait pas encore : corrigez cette date."

    assert holder_fault(SEATED_ON, SEATED_ON) == ""
    assert holder_fault(SEATED_ON - DAY, SEATED_ON) == early
    assert holder_fault(None, SEATED_ON) == holder_fault(SEATED_ON, None) == ""
