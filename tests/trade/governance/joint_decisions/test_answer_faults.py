"""What is wrong with a council's answer is said alike in the form, by link and in the table."""

from datetime import date, timedelta

from maillage.core.french import NBSP
from maillage.trade.governance.joint_decisions.rules import (
    act_day_fault,
    reserves_fault,
    sent_fault,
)

VOTED_ON = date(2026, 10, 1)
DAY = timedelta(days=1)


def test_reservations_have_their_words() -> None:
    lacking = "Écrivez la réserve : c’est elle qu’il faudra lever."

    assert reserves_fault("reserved", "") == lacking
    assert reserves_fault("reserved", "La clé de partage") == reserves_fault("adopted", "") == ""


def test_a_council_votes_once_the_text_is_sent() -> None:
    early = "Le conseil précède l’envoi du texte, le 2 octobre 2026 : corrigez l’une des dates."

    assert sent_fault(VOTED_ON, VOTED_ON + DAY).replace(NBSP, " ") == early
    assert sent_fault(VOTED_ON, VOTED_ON) == ""
    assert sent_fault(None, VOTED_ON) == sent_fault(VOTED_ON, None) == ""


def test_nothing_is_transmitted_before_the_vote() -> None:
    assert act_day_fault(VOTED_ON - DAY, VOTED_ON) == "Cette date précède le vote : corrigez-la."
    assert act_day_fault(VOTED_ON, VOTED_ON) == ""
    assert act_day_fault(None, VOTED_ON) == act_day_fault(VOTED_ON, None) == ""
