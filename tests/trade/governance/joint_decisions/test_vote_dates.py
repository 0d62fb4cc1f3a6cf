"""A vote follows the sending of its text in every channel, and says when its version is younger."""

from datetime import date

import pytest
from django.test import Client

from maillage.core.french import NBSP
from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.trade.governance.models import Answer, Deliberation
from tests.conftest import signed_in
from tests.foundation.cooperations.answering import answer_by_link
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import make_answer, make_text_version
from tests.trade.governance.joint_decisions.test_answer_vote import VOTED as REPLY
from tests.trade.governance.joint_decisions.test_deliberations import VOTED

EARLY = {"voted_on": "01/09/2026"}
FAULT = "Le conseil précède l’envoi du texte, le 14 septembre 2026 : corrigez l’une des dates."
OFFER = "Le texte était parti le"


def test_an_early_vote_offers_to_correct_the_sending(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    page = url(cooperation, "joint_decision_answer", bouin.pk)

    blank = officer.get(page).text
    refused = officer.post(page, VOTED | EARLY)
    still = officer.post(page, VOTED | EARLY | {"sent_on": "02/09/2026"})
    count = Answer.objects.count()
    officer.post(page, VOTED | EARLY | {"sent_on": "28/08/2026"})

    assert [OFFER in text for text in (blank, refused.text)] == [False, True]
    assert FAULT in refused.text.replace(NBSP, " ")
    assert (still.status_code, count) == (422, 0)
    bouin.refresh_from_db()
    assert (bouin.sent_on, Answer.objects.get().voted_on) == (date(2026, 8, 28), date(2026, 9, 1))


def test_texts_voted_before_they_were_written_are_not_called_identical(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    text = make_text_version(decision=bouin.decision)
    make_answer(deliberation=bouin, voted_on=date(2026, 8, 20), text=text)

    page = plain(officer.get(url(cooperation, "joint_decision", bouin.decision_id)).text)

    assert "Un seul texte est noté comme voté, la version 1 : à vérifier." in page.replace(
        NBSP, " "
    )


def test_a_structure_does_not_correct_the_sending(
    cooperation: Cooperation, bouin: Deliberation
) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=partner, organisation=bouin.organisation)
    page = url(cooperation, "joint_decision_answer", bouin.pk)

    refused = signed_in(partner).post(page, VOTED | EARLY | {"sent_on": "28/08/2026"})

    assert (refused.status_code, OFFER in refused.text) == (422, False)


@pytest.mark.parametrize("typed", [EARLY, {"vote": "", "session_on": "01/09/2026"}])
def test_a_vote_by_link_follows_the_sending(bouin: Deliberation, typed: dict[str, object]) -> None:
    link: AnswerLink = make_answer_link(
        cooperation=bouin.decision.cooperation, purpose="vote", target=bouin.pk
    )

    status, page = answer_by_link(link, REPLY | typed)

    assert (status, Answer.objects.count()) == (422, 0)
    assert FAULT in page.replace(NBSP, " ")


def test_a_version_younger_than_its_vote_is_said(
    officer: Client, cooperation: Cooperation, bouin: Deliberation
) -> None:
    text = make_text_version(decision=bouin.decision)
    answer = make_answer(deliberation=bouin, text=text, voted_on=date(2026, 8, 30))
    pages = ("joint_decision_council", bouin.pk), ("joint_decision", bouin.decision_id)

    young = [plain(officer.get(url(cooperation, *page)).text) for page in pages]
    answer.voted_on = text.dated_on
    answer.save()
    same = [plain(officer.get(url(cooperation, *page)).text) for page in pages]

    assert "Cette version est du 1er septembre 2026, après le vote" in young[0].replace(NBSP, " ")
    assert "La version votée par Bouin est plus récente que son vote" in young[1]
    assert ["Cette version est du" in same[0], "plus récente" in same[1]] == [False, False]
