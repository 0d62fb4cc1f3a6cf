"""By link, who holds a seat says their dates, changes them, and finds the date once chosen."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.trade.governance.date_polls.services import choose_slot
from maillage.trade.governance.models import DateAnswer, DatePoll, PollInvitee, PollSlot, Seat
from tests.foundation.cooperations.makers import make_answer_link
from tests.trade.governance.date_polls.makers import a_poll_of, make_poll_invitee, make_poll_slot


@pytest.fixture
def slot(cooperation: Cooperation) -> PollSlot:
    """The date that the poll of the committee proposes."""
    return make_poll_slot(poll=a_poll_of(cooperation))


@pytest.fixture
def invitee(slot: PollSlot) -> PollInvitee:
    """Who is asked."""
    return make_poll_invitee(poll=slot.poll)


@pytest.fixture
def link(cooperation: Cooperation, invitee: PollInvitee) -> AnswerLink:
    """Their link."""
    return make_answer_link(cooperation=cooperation, purpose="dates", target=invitee.pk)


def answer_by_link(link: AnswerLink, slot: PollSlot, choice: str, by: str = "Lise Vrignaud") -> int:
    read = max(DateAnswer.objects.values_list("pk", flat=True), default=0)
    typed = {f"slot-{slot.pk}": choice, "said_by": by, "read": read}
    return Client().post(path_of(link), typed).status_code


def test_an_answer_by_link_is_kept(link: AnswerLink, slot: PollSlot) -> None:
    assert answer_by_link(link, slot, "maybe") == 200

    rows = "slot", "choice", "means", "told_by", "told_on", "recorded_by"
    assert DateAnswer.objects.values_list(*rows).get() == (
        (slot.pk, "maybe", "link", "Lise Vrignaud", timezone.localdate(), None)
    )
    assert Change.objects.filter(topic="meetings").values_list("via", flat=True).last() == (
        "Lise Vrignaud, par lien"
    )


def test_a_link_used_twice_changes_the_answer_and_keeps_the_first(
    link: AnswerLink, slot: PollSlot
) -> None:
    answer_by_link(link, slot, "yes")
    answer_by_link(link, slot, "no")

    page = Client().get(path_of(link))

    rows = [(one.choice, one.replaced_at is None) for one in DateAnswer.objects.order_by("pk")]
    assert rows == [("yes", False), ("no", True)]
    assert "Voici votre réponse" in page.text
    assert [one.choice for one in page.context["known"].values()] == ["no"]


def test_a_forwarded_link_says_who_answered(link: AnswerLink, slot: PollSlot) -> None:
    answer_by_link(link, slot, "yes", by="Paul Hervé, adjoint")

    assert DateAnswer.objects.get().told_by == "Paul Hervé, adjoint"


def test_nothing_said_is_refused(link: AnswerLink, slot: PollSlot) -> None:
    assert (
        answer_by_link(link, slot, ""),
        answer_by_link(link, slot, "jamais"),
        answer_by_link(link, slot, "yes", by=""),
    ) == (
        422,
        422,
        422,
    )
    assert DateAnswer.objects.count() == 0


def test_once_the_date_is_chosen_the_link_says_it(
    access: Access, link: AnswerLink, slot: PollSlot
) -> None:
    choose_slot(author=access.user, slot=slot, read=1)

    page = Client().get(path_of(link))

    assert (page.status_code, answer_by_link(link, slot, "yes")) == (410, 410)
    assert "jeudi 4 février 2100, à 18 h 30" in page.text.replace("\u00a0", " ")
    assert DateAnswer.objects.count() == 0


def test_a_dropped_poll_says_so(link: AnswerLink) -> None:
    DatePoll.objects.update(dropped_on=date(2026, 11, 20), dropped_for="budget reporté")

    page = Client().get(path_of(link))

    assert (page.status_code, "Ce sondage est fermé" in page.text) == (410, True)
    assert "budget reporté" not in page.text


def test_a_link_expired_withdrawn_or_guessed_opens_nothing(link: AnswerLink) -> None:
    path, now = path_of(link), timezone.now()
    AnswerLink.objects.update(expires_at=now - timedelta(days=1))
    expired = Client().get(path).status_code
    AnswerLink.objects.update(expires_at=now + timedelta(days=1), revoked_at=now)
    withdrawn = Client().get(path).status_code
    guessed = Client().get(reverse("cooperations:answer", args=["dates", "faux"])).status_code

    assert (expired, withdrawn, guessed) == (410, 410, 404)


def test_a_seat_that_ended_is_asked_no_more(link: AnswerLink) -> None:
    Seat.objects.update(until=date(2026, 11, 1))

    assert Client().get(path_of(link)).status_code == 410


def test_a_link_opens_its_own_question_in_its_own_cooperation(invitee: PollInvitee) -> None:
    elsewhere = make_answer_link(purpose="dates", target=invitee.pk)
    token = path_of(elsewhere).rstrip("/").rpartition("/")[2]

    assert Client().get(path_of(elsewhere)).status_code == 410
    assert Client().get(reverse("cooperations:answer", args=["vote", token])).status_code == 404
