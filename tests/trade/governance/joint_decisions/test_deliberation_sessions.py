"""What is said of the sessions of several councils, and of one that has a day."""

from datetime import date

from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Deliberation
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.joint_decisions.test_deliberations import council

SENT = date(2026, 9, 14)


def test_councils_of_which_the_law_says_the_same_are_named_together(
    officer: Client, cooperation: Cooperation
) -> None:
    decision = make_joint_decision(cooperation=cooperation)
    for name in ("Bouin", "Legé", "Pornic"):
        one = make_deliberation(decision=decision, organisation=member_with_name(cooperation, name))
        one.council, one.sent_on, one.session_on = "private_body", SENT, date(2026, 10, 6)
        one.save()

    page = officer.get(url(cooperation, "joint_decision", decision.pk)).text

    assert page.count("Aucun délai légal de convocation") == 1
    assert "<b>Bouin, Legé et Pornic</b>" in page


def test_a_question_on_an_agenda_says_the_day_of_the_session(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    Deliberation.objects.filter(pk=bouin.pk).update(
        agenda_on=date(2026, 10, 9), session_on=date(2026, 12, 8)
    )

    steps = plain(officer.get(council(cooperation, bouin)).text)

    assert "<span>inscrite au</span><small>8 déc." in steps.replace("\u00a0", " ")
