"""The strand of votes says what each council was asked, and what it answered."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.core.agenda import Waiting
from maillage.core.strands import StrandMark
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.joint_decisions.points import votes_of_structures
from maillage.trade.governance.models import Deliberation
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)

SOON, LONG_AGO = timedelta(days=30), date(2026, 1, 5)


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    return member_with_name(cooperation, "Commune de Bouin")


def put_to(
    organisation: Organisation,
    cooperation: Cooperation,
    *,
    session_on: date | None = None,
    sent_on: date | None = None,
) -> Deliberation:
    decision = make_joint_decision(cooperation=cooperation, title="Charte")
    return make_deliberation(
        decision=decision, organisation=organisation, session_on=session_on, sent_on=sent_on
    )


def mark_of(access: Access, organisation: Organisation) -> StrandMark:
    """The one mark of this structure."""
    (strand,) = votes_of_structures(access, (organisation.pk,))
    (mark,) = strand.by_structure[organisation.pk]
    return mark


@pytest.mark.parametrize(
    ("vote", "value", "is_open"),
    [
        ("adopted", "yes", False),
        ("reserved", "reserve", False),
        ("refused", "no", False),
        ("deferred", "deferred", True),
    ],
)
def test_a_vote_has_its_shape_and_its_day(
    access: Access, bouin: Organisation, vote: str, value: str, *, is_open: bool
) -> None:
    make_answer(
        deliberation=put_to(bouin, access.cooperation), vote=vote, voted_on=date(2026, 10, 6)
    )

    mark = mark_of(access, bouin)

    assert (mark.fact, mark.on, mark.family, mark.value, mark.is_open) == (
        *(vote, date(2026, 10, 6), "answer", value, is_open),
    )
    assert mark.note.replace("\u00a0", " ").endswith("le 6 octobre 2026")


def test_an_adjournment_waits_for_its_next_council(access: Access, bouin: Organisation) -> None:
    today = timezone.localdate()
    one = put_to(bouin, access.cooperation, session_on=today + SOON)
    make_answer(deliberation=one, vote="deferred", voted_on=today - SOON)

    mark = mark_of(access, bouin)

    assert (mark.on, mark.next_on) == (today - SOON, today + SOON)
    assert mark.limit is not None
    assert today < mark.limit < today + SOON


def test_a_council_to_come_has_its_last_day_to_send(access: Access, bouin: Organisation) -> None:
    today = timezone.localdate()
    one = put_to(bouin, access.cooperation, session_on=today + SOON)

    before = mark_of(access, bouin)
    Deliberation.objects.filter(pk=one.pk).update(sent_on=today)
    after = mark_of(access, bouin)

    assert [(mark.fact, mark.value, mark.on) for mark in (before, after)] == [
        ("expected", "ask", today + SOON),
        ("expected", "sent", today + SOON),
    ]
    assert (before.limit is not None, after.limit) == (True, None)
    assert ("dernier jour d’envoi" in before.note, "dernier" in after.note) == (True, False)


def test_a_council_that_met_has_a_vote_to_collect(access: Access, bouin: Organisation) -> None:
    put_to(bouin, access.cooperation, session_on=timezone.localdate() - SOON)

    assert mark_of(access, bouin).fact == "unknown"


@pytest.mark.parametrize(("sent_on", "fact"), [(None, "unsent"), (date(2026, 10, 1), "sent")])
def test_without_a_session_the_text_is_what_comes(
    access: Access, bouin: Organisation, sent_on: date | None, fact: str
) -> None:
    one = put_to(bouin, access.cooperation)
    Deliberation.objects.filter(pk=one.pk).update(sent_on=sent_on)

    mark = mark_of(access, bouin)

    assert (mark.fact, mark.on, mark.is_open) == (fact, sent_on, True)


def test_a_silence_that_spoke_is_an_agreement(access: Access, bouin: Organisation) -> None:
    decision = make_joint_decision(cooperation=access.cooperation, silence="competence_transfer")
    make_deliberation(decision=decision, organisation=bouin, sent_on=LONG_AGO)

    mark = mark_of(access, bouin)

    assert (mark.fact, mark.value, mark.is_open) == ("tacit", "tacit", False)
    assert mark.on == date(2026, 4, 6)


def test_a_structure_no_longer_asked_was_asked_still(access: Access, bouin: Organisation) -> None:
    one = put_to(bouin, access.cooperation)
    Deliberation.objects.filter(pk=one.pk).update(until=date(2026, 10, 1))

    mark = mark_of(access, bouin)

    assert (mark.fact, mark.is_open, mark.gesture) == ("left", False, None)


def test_the_officer_finds_what_to_do_first(access: Access, bouin: Organisation) -> None:
    day = timezone.localdate() - SOON
    one = put_to(bouin, access.cooperation, session_on=day, sent_on=LONG_AGO)

    gesture = mark_of(access, bouin).gesture

    assert isinstance(gesture, Waiting)
    assert (gesture.label, gesture.verb, gesture.can_wait) == ("Charte", "Noter le vote", False)
    assert gesture.url.endswith(f"/{one.pk}/reponse/")


@pytest.mark.parametrize("role", ["team", "elected", "partner", "observer"])
def test_others_read_the_votes_and_find_no_gesture(
    cooperation: Cooperation, bouin: Organisation, role: str
) -> None:
    put_to(bouin, cooperation)

    mark = mark_of(make_access(cooperation=cooperation, role=role), bouin)

    assert (mark.title, mark.gesture) == ("Charte", None)


def test_another_cooperation_is_not_told(access: Access, bouin: Organisation) -> None:
    make_deliberation(organisation=bouin)

    (strand,) = votes_of_structures(access, (bouin.pk,))

    assert strand.by_structure == {}


def test_each_gesture_opens_a_page(sign_in: SignIn, access: Access, bouin: Organisation) -> None:
    today, answers = timezone.localdate(), []
    for session_on, sent_on in ((None, None), (today - SOON, LONG_AGO), (None, today)):
        Deliberation.objects.all().delete()
        put_to(bouin, access.cooperation, session_on=session_on, sent_on=sent_on)
        gesture = mark_of(access, bouin).gesture
        answers.append(sign_in("officer").get(gesture.url if gesture else "").status_code)

    assert answers == [200, 200, 200]
