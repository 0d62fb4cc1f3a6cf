"""Whoever answers by link keeps a receipt, and a closed link says what to do and whom to ask."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.links.services import revoke_link
from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.mail.models import Letter
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.governance.joint_decisions.makers import (
    make_deliberation,
    make_joint_decision,
    make_text_version,
)

VOTED = {"vote": "adopted", "voted_on": "06/10/2026", "signatory": "recipient", "version": "1"}


@pytest.fixture
def link(cooperation: Cooperation) -> AnswerLink:
    """The link by which Émile Manceau says what the council of Bouin voted."""
    decision = make_joint_decision(cooperation=cooperation)
    make_text_version(decision=decision, words="Article 1")
    path = make_deliberation(decision=decision, organisation=member_with_name(cooperation, "Bouin"))
    return make_answer_link(
        cooperation=cooperation, purpose="vote", target=path.pk, recipient="Émile Manceau"
    )


def sent(link: AnswerLink, **more: str) -> str:
    """The page that thanks, once this is sent."""
    return plain(Client().post(path_of(link), VOTED | more).text).replace("\u00a0", " ")


def test_a_receipt_says_what_was_answered_by_whom_on_which_text(link: AnswerLink) -> None:
    page = sent(link)

    receipt = page.partition('class="m-receipt')[2].partition("</section>")[0]
    wanted = ("Adoptée", "6 octobre 2026", "Émile Manceau", "version 1", "empreinte")
    assert [words for words in (*wanted, link.author.name) if words not in receipt] == []
    assert "aucune copie ne vous est envoyée" in receipt
    assert not Letter.objects.exists()


def test_what_the_answer_does_not_use_is_not_on_the_receipt(link: AnswerLink) -> None:
    page = sent(link, session_on="12/12/2040")

    assert "2040" not in page


def test_a_copy_is_said_gone_only_once_it_left(link: AnswerLink, settings: Settings) -> None:
    AnswerLink.objects.filter(pk=link.pk).update(email="emile@bouin.example.org")

    page = sent(link)

    (letter,) = Letter.objects.all()
    assert (letter.to, letter.is_sent) == ("emile@bouin.example.org", False)
    assert "Une copie est partie" not in page
    assert ("Une copie attend de partir" in page) == letter.is_waiting
    again = sent(link)
    assert ("Une copie" in again or "Aucune copie" in again, Letter.objects.count()) == (True, 1)


def test_nobody_signs_unless_they_touch_a_name(link: AnswerLink) -> None:
    page = sent(link, signatory="other")

    assert "Dites qui répond." in page
    assert "Lien pour Émile Manceau" in page
    assert "Léa Roux" in sent(link, signatory="other", said_by="Léa Roux")


@pytest.mark.parametrize(
    ("chosen", "field"), [("", "signatory"), ("other", "said_by"), ("nobody", "signatory")]
)
def test_who_answers_is_asked_where_it_is_chosen(link: AnswerLink, chosen: str, field: str) -> None:
    errors = Client().post(path_of(link), VOTED | {"signatory": chosen}).context["form"].errors

    assert list(errors) == [field]


def test_a_withdrawn_link_says_so_and_whom_to_ask(link: AnswerLink) -> None:
    path = path_of(link)
    revoke_link(author=link.author, link=link)

    page = Client().get(path)

    assert (page.status_code, "l’a retiré" in page.text) == (410, True)
    assert link.author.email in page.text
    assert Client().post(path, VOTED).status_code == 410


def test_an_expired_link_says_that_a_newer_one_took_its_place(link: AnswerLink) -> None:
    AnswerLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(days=1))
    alone = Client().get(path_of(link)).text
    newer = make_answer_link(cooperation=link.cooperation, purpose="vote", target=link.target)

    page = Client().get(path_of(link)).text

    assert ["Sa date est passée" in alone, "l’a remplacé" in alone] == [True, False]
    assert ["Sa date est passée" in page, "l’a remplacé" in page] == [False, True]
    assert path_of(newer) not in page
