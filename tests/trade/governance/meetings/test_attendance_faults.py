"""What is wrong with an attendance is said alike when it is tapped and in the table."""

from maillage.trade.governance.meetings.rules import carrier_fault


def test_a_pouvoir_has_a_carrier() -> None:
    assert carrier_fault("proxy", "") == "Dites qui porte le pouvoir."
    assert carrier_fault("proxy", 3) == carrier_fault("present", None) == ""
