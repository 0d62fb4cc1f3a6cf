"""A silence about to be worth something is said before it is, to those who can still act."""

from datetime import date

import pytest
from django.test import Client
from time_machine import travel

from maillage.core.agenda import dates, waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.joint_decisions.services.joint_decisions import keep_standing
from maillage.trade.governance.models import JointDecision
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)

SENT = date(2026, 9, 14)  # three months, until the end of 14 December: CGCT L5211-17
SPEAKS = date(2026, 12, 15)
SENTENCE = "Le silence de Bouin vaudra accord dès le 15 décembre."


@pytest.fixture
def decision(cooperation: Cooperation) -> JointDecision:
    decision = make_joint_decision(cooperation=cooperation, silence="competence_transfer")
    bouin = member_with_name(cooperation, "Bouin")
    make_deliberation(decision=decision, organisation=bouin, sent_on=SENT)
    with travel(date(2026, 10, 1), tick=False):
        keep_standing(decision)
    return decision


def waits(access: Access, today: date) -> list[tuple[str, str]]:
    return [(one.label, plain(one.reason)) for one in waiting.ask(access, today)]


@pytest.mark.parametrize(
    ("today", "is_shown"),
    [(date(2026, 11, 29), False), (date(2026, 11, 30), True), (date(2026, 12, 14), True)],
)
def test_a_silence_waits_for_the_officer_in_its_last_fortnight(
    access: Access, decision: JointDecision, today: date, *, is_shown: bool
) -> None:
    wait = ("Bouin : savoir ce que son conseil a voté", SENTENCE)

    assert (wait in waits(access, today)) == is_shown
    assert waits(make_access(cooperation=decision.cooperation, role="elected"), today) == []


def test_the_day_is_among_the_next_dates_and_in_the_calendar(
    access: Access, decision: JointDecision, sign_in: SignIn
) -> None:
    observer = make_access(cooperation=decision.cooperation, role="observer")

    fallen = [
        (one.on, plain(one.label))
        for one in dates.ask(observer, date(2026, 12, 1), date(2026, 12, 31))
    ]
    with travel(date(2026, 12, 1), tick=False):
        page = sign_in("officer").get(url(decision.cooperation, "joint_decision_calendar"))

    assert (SPEAKS, SENTENCE) in fallen
    assert SENTENCE in plain(page.text)


def test_a_council_that_voted_is_silent_no_more(
    access: Access, officer: Client, decision: JointDecision
) -> None:
    make_answer(deliberation=decision.deliberations.get())

    assert waits(access, date(2026, 12, 10)) == [("Obtenir un acte exécutoire", str(decision))]
