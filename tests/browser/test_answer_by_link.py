"""Each answer goes from a link to its receipt in three taps, one field at most, on a phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.models import Answer
from tests.browser.conftest import Open, overflows, violations
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.consultations.makers import a_consultation_of, make_consulted_seat
from tests.trade.governance.date_polls.makers import (
    make_date_poll,
    make_poll_invitee,
    make_poll_slot,
)
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.makers import make_body

pytestmark = pytest.mark.django_db(transaction=True)


def vote_link(access: Access, *, days: int | None) -> AnswerLink:
    """The link of Bouin for its vote; its council met so many days ago, when it is noted."""
    today = timezone.localdate()
    path = make_deliberation(
        decision=make_joint_decision(cooperation=access.cooperation),
        organisation=member_with_name(access.cooperation, "Bouin"),
        sent_on=today - timedelta(days=60),
        session_on=None if days is None else today - timedelta(days=days),
    )
    return make_answer_link(
        cooperation=access.cooperation,
        purpose="vote",
        target=path.pk,
        recipient="Émile Manceau",
    )


class Thumb:
    """Taps and types, and counts; a target under 44 px is not one."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.fields = page, 0, 0

    def tap(self, words: str) -> None:
        """Taps what bears these words."""
        target = self.page.locator("label, button").filter(has_text=words).first
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        target.click()
        self.taps += 1

    def write(self, label: str, text: str) -> None:
        """Fills the field of this label."""
        self.page.get_by_label(label).fill(text)
        self.fields += 1


@pytest.mark.parametrize(("days", "fields"), [(5, 0), (None, 1)])
def test_a_vote_takes_three_taps_and_one_field_at_most(
    opened: Open, access: Access, days: int | None, fields: int
) -> None:
    page = opened(path_of(vote_link(access, days=days)), size="phone")
    thumb, faults = Thumb(page), [violations(page), overflows(page)]

    thumb.tap("Adoptée")
    if days is None:
        session = timezone.localdate() - timedelta(days=5)
        thumb.write("Séance du", f"{session:%d/%m/%Y}")
    thumb.tap("Émile Manceau")
    thumb.tap("Envoyer la réponse")

    expect(page.locator("h1")).to_have_text("Votre réponse est enregistrée")
    expect(page.locator(".m-receipt")).to_contain_text("Émile Manceau")
    assert (faults, thumb.taps, thumb.fields) == ([[], 0], 3, fields)
    assert (violations(page), overflows(page)) == ([], 0)
    answer = Answer.objects.get()
    assert (answer.vote, answer.told_by) == ("adopted", "Émile Manceau")


def dates_link(access: Access) -> AnswerLink:
    """The link of whoever sits for Bouin, for a date proposed."""
    slot = make_poll_slot(poll=make_date_poll(body=make_body(cooperation=access.cooperation)))
    invitee = make_poll_invitee(poll=slot.poll)
    return link_to(access, "dates", invitee.pk)


def consultation_link(access: Access) -> AnswerLink:
    """The link of a seat for a question put in writing."""
    consulted_seat = make_consulted_seat(consultation=a_consultation_of(access.cooperation))
    return link_to(access, "consultation", consulted_seat.pk)


def promise_link(access: Access) -> AnswerLink:
    """The link of Bouin for what is asked of it."""
    bouin = member_with_name(access.cooperation, "Bouin")
    commitment = make_commitment(cooperation=access.cooperation, organisation=bouin)
    return link_to(access, "engagement", commitment.pk)


def link_to(access: Access, purpose: str, target: int) -> AnswerLink:
    """A link that was sent to Émile Manceau."""
    return make_answer_link(
        cooperation=access.cooperation, purpose=purpose, target=target, recipient="Émile Manceau"
    )


@pytest.mark.parametrize(
    ("make_link", "answer"),
    [
        (dates_link, "Oui"),
        (consultation_link, "Pour"),
        (promise_link, "Nous le promettons"),
    ],
)
def test_a_partner_answers_in_three_taps_and_no_field(
    opened: Open, access: Access, make_link: Callable[[Access], AnswerLink], answer: str
) -> None:
    page = opened(path_of(make_link(access)), size="phone")
    thumb, faults = Thumb(page), [violations(page), overflows(page)]

    thumb.tap(answer)
    thumb.tap("Émile Manceau")
    thumb.tap("Envoyer la réponse")

    expect(page.locator(".m-receipt")).to_contain_text("Émile Manceau")
    assert (faults, thumb.taps, thumb.fields) == ([[], 0], 3, 0)
    assert (violations(page), overflows(page)) == ([], 0)


def test_only_the_fields_of_the_chosen_answer_are_shown(opened: Open, access: Access) -> None:
    page = opened(path_of(vote_link(access, days=-20)), size="phone", script=False)
    labels = ("Le conseil se réunit le", "Séance du", "Réserves, ou raison")

    shown = {}
    for answer in ("Pas encore voté", "Adoptée", "Refusée"):
        page.get_by_label(answer, exact=True).check()
        shown[answer] = [page.get_by_label(label).is_visible() for label in labels]

    assert shown == {
        "Pas encore voté": [True, False, False],
        "Adoptée": [False, True, False],
        "Refusée": [False, True, True],
    }
