"""A structure answers by link: its date, its vote, its deliberation; the link then closes."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal.models import Change
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Answer, Deliberation
from tests.foundation.cooperations.answering import answer_by_link
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.makers import make_contact, make_member_person, make_organisation
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_text_version,
)
from tests.trade.governance.joint_decisions.test_joint_decision_texts import PDF

VOTED = {
    "vote": "adopted",
    "voted_on": "06/10/2026",
    "said_by": "Lise Vrignaud, secrétaire générale",
    "version": "1",
}


@pytest.fixture
def link(bouin: Deliberation) -> AnswerLink:
    """The link by which Bouin answers."""
    cooperation = bouin.decision.cooperation
    return make_answer_link(cooperation=cooperation, purpose="vote", target=bouin.pk)


def test_a_vote_by_link_is_kept_and_closes_it(bouin: Deliberation, link: AnswerLink) -> None:
    text = make_text_version(decision=bouin.decision)
    file = SimpleUploadedFile("deliberation.pdf", PDF)

    status, page = answer_by_link(link, VOTED | {"act_number": "2026-84", "file": file})

    assert (status, "Le vote de Bouin est noté" in page) == (200, True)
    rows = "vote", "voted_on", "text", "means", "told_by", "recorded_by"
    assert list(Answer.objects.values_list(*rows)) == [
        (
            "adopted",
            date(2026, 10, 6),
            text.pk,
            "link",
            "Lise Vrignaud, secrétaire générale",
            None,
        )
    ]
    bouin.refresh_from_db()
    assert (bouin.act_number, bouin.act) == ("2026-84", Attachment.objects.get())
    assert Attachment.objects.get().visibility == "members"
    assert set(Change.objects.filter(topic="joint_decisions").values_list("via", flat=True)) == {
        "Lise Vrignaud, secrétaire générale, par lien"
    }


def test_a_link_used_twice_is_closed(link: AnswerLink) -> None:
    answer_by_link(link, VOTED)

    assert Client().get(path_of(link)).status_code == 410
    assert answer_by_link(link, VOTED | {"vote": "refused"})[0] == 410
    assert Answer.objects.count() == 1


def test_a_forwarded_link_answers_for_its_council_alone_and_says_who(
    bouin: Deliberation, link: AnswerLink
) -> None:
    other = make_deliberation(
        decision=bouin.decision,
        organisation=make_organisation(workspace=bouin.decision.cooperation.workspace),
    )

    answer_by_link(
        link, VOTED | {"said_by": "Marc Petit, mairie de Brix", "deliberation": other.pk}
    )

    answer = Answer.objects.get()
    assert (answer.deliberation, answer.told_by, answer.means) == (
        bouin,
        "Marc Petit, mairie de Brix",
        "link",
    )
    written = Change.objects.filter(topic="joint_decisions").exclude(via="")
    assert {change.via for change in written} == {"Marc Petit, mairie de Brix, par lien"}


def test_a_date_leaves_the_link_open(bouin: Deliberation, link: AnswerLink) -> None:
    session = timezone.localdate() + timedelta(days=20)

    status, page = answer_by_link(link, VOTED | {"vote": "", "session_on": f"{session:%d/%m/%Y}"})

    bouin.refresh_from_db()
    assert (status, bouin.session_on, Answer.objects.count()) == (200, session, 0)
    assert "Gardez ce lien" in page
    assert answer_by_link(link, VOTED | {"version": "2"})[0] == 200
    assert Answer.objects.count() == 1


def test_the_structure_corrects_what_was_recorded(bouin: Deliberation, link: AnswerLink) -> None:
    make_answer(deliberation=bouin, vote="refused", told_by="Inès Gaborit")
    page = plain(Client().get(path_of(link)).text)

    answer_by_link(link, VOTED)

    assert ["Refusée" in page, "par téléphone" in page, "Gaborit" in page] == [True, True, False]
    rows = [(one.vote, one.replaced_at is None) for one in Answer.objects.order_by("pk")]
    assert rows == [("refused", False), ("adopted", True)]


def test_what_changed_meanwhile_is_shown(bouin: Deliberation, link: AnswerLink) -> None:
    Deliberation.objects.update(version=2, session_on=date(2026, 12, 8))
    make_answer(deliberation=bouin, vote="deferred")

    status, page = answer_by_link(link, VOTED)

    assert (status, Answer.objects.count()) == (409, 1)
    assert "Quelque chose a changé pendant que vous répondiez" in page
    assert answer_by_link(link, VOTED | {"version": "2"})[0] == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"vote": ""}, "Dites quand votre conseil se réunit"),
        ({"vote": "", "session_on": "01/10/2026"}, "Cette séance est passée"),
        ({"vote": "", "session_on": "01/09/2026"}, "Le conseil précède l’envoi du texte, le"),
        ({"voted_on": ""}, "Dites le jour de la séance"),
        ({"vote": "reserved"}, "Écrivez la réserve"),
        ({"voted_on": "01/01/2100"}, "Cette date est dans l’avenir"),
        ({"said_by": ""}, "Dites qui répond"),
        (
            {"file": SimpleUploadedFile("deliberation.txt", b"Le conseil adopte.")},
            "Une délibération se garde en PDF",
        ),
    ],
)
def test_bad_input_is_refused(
    bouin: Deliberation, link: AnswerLink, typed: dict[str, object], sentence: str
) -> None:
    status, page = answer_by_link(link, VOTED | typed)

    link.refresh_from_db()
    assert (status, Answer.objects.count(), link.used_at) == (422, 0, None)
    assert sentence in page


def test_a_link_expired_withdrawn_or_guessed_opens_nothing(
    bouin: Deliberation, link: AnswerLink
) -> None:
    path = path_of(link)
    AnswerLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    expired = Client().get(path).status_code
    AnswerLink.objects.update(
        expires_at=timezone.now() + timedelta(days=1), revoked_at=timezone.now()
    )
    withdrawn = Client().get(path).status_code
    guessed = Client().get(reverse("cooperations:answer", args=["vote", "faux"])).status_code

    assert (expired, withdrawn, guessed) == (410, 410, 404)


def test_a_link_opens_its_own_question_alone(cooperation: Cooperation, link: AnswerLink) -> None:
    make_answer_link(cooperation=cooperation, purpose="card", target=1)
    token = path_of(link).rstrip("/").rpartition("/")[2]

    assert Client().get(reverse("cooperations:answer", args=["card", token])).status_code == 404


def test_a_structure_asked_no_more_finds_its_link_closed(
    bouin: Deliberation, link: AnswerLink
) -> None:
    Deliberation.objects.update(until=date(2026, 11, 1))

    assert Client().get(path_of(link)).status_code == 410


def test_the_link_leaves_by_letter(
    officer: Client, access: Access, cooperation: Cooperation, bouin: Deliberation
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    bouin.contact = person
    bouin.save()
    page = url(cooperation, "joint_decision_ask", bouin.pk)
    shown = officer.get(page).context["form"].initial

    officer.post(page, shown)

    link = AnswerLink.objects.get()
    assert shown == {"recipient": "Inès Gaborit", "email": "ines@bouin.example.org"}
    assert (link.purpose, link.target, link.recipient, link.about, link.author) == (
        ("vote", bouin.pk, "Inès Gaborit", "Charte de coopération", access.user)
    )
    assert Letter.objects.get().to == "ines@bouin.example.org"


def test_a_text_of_another_cooperation_is_not_asked(
    bouin: Deliberation, cooperation: Cooperation
) -> None:
    elsewhere = make_answer_link(purpose="vote", target=bouin.pk)

    assert Client().get(path_of(elsewhere)).status_code == 410
    assert Organisation.objects.filter(workspace=cooperation.workspace).count() == 1
