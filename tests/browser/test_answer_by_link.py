"""A vote is said from a link to its receipt in three taps and one field at most, on a phone."""

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
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision

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
