"""A structure promises, confirms or withdraws by link; each link serves once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal.models import Change
from maillage.foundation.mail.models import Letter
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.foundation.cooperations.answering import answer_by_link
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_member_person
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.commitments.makers import make_commitment, make_commitment_step
from tests.trade.governance.joint_decisions.test_joint_decision_texts import PDF

PROMISED = {
    "kind": "promised",
    "quantity": "18",
    "said_by": "Lise Vrignaud, secrétaire générale",
    "version": "1",
}


@pytest.fixture
def days(cooperation: Cooperation) -> Commitment:
    """Twenty-four days asked of Bouin."""
    return make_commitment(
        cooperation=cooperation, organisation=member_with_name(cooperation, "Bouin")
    )


@pytest.fixture
def link(days: Commitment) -> AnswerLink:
    """The link by which Bouin answers."""
    return make_answer_link(cooperation=days.cooperation, purpose="engagement", target=days.pk)


def test_a_promise_by_link_is_kept_and_closes_it(days: Commitment, link: AnswerLink) -> None:
    status, page = answer_by_link(link, PROMISED)
    again = answer_by_link(link, PROMISED | {"note": "Enfin."})[0]

    days.refresh_from_db()
    step = days.steps.get(kind="promised")
    assert (status, "L’engagement de Bouin est à jour" in page, again) == (200, True, 410)
    assert (days.state, days.quantity) == ("promised", Decimal(18))
    assert (step.means, step.told_by, step.recorded_by) == (
        ("link", "Lise Vrignaud, secrétaire générale", None)
    )
    assert list(Change.objects.filter(topic="commitments").values_list("via", flat=True)) == (
        ["Lise Vrignaud, secrétaire générale, par lien"]
    )


def test_the_structure_corrects_what_was_recorded(days: Commitment, link: AnswerLink) -> None:
    make_commitment_step(commitment=days, kind="promised", quantity=Decimal(24), told_by="Gaborit")
    page = plain(Client().get(path_of(link)).text)

    answer_by_link(link, PROMISED | {"kind": "confirmed", "act_number": "2026-84"})

    days.refresh_from_db()
    assert "Gaborit" not in page
    assert (days.state, days.quantity) == ("confirmed", Decimal(18))


def test_the_act_comes_with_the_answer(days: Commitment, link: AnswerLink) -> None:
    file = SimpleUploadedFile("deliberation.pdf", PDF)

    answer_by_link(link, PROMISED | {"kind": "confirmed", "file": file})

    assert CommitmentStep.objects.get(kind="confirmed").act == Attachment.objects.get()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Choisissez une réponse"),
        ({"quantity": "-4"}, "plus grande que zéro"),
        ({"quantity": "9999"}, "plus de dix ans de travail"),
        ({"kind": "withdrawn"}, "Dites pourquoi"),
        ({"kind": "confirmed"}, "Un engagement se confirme par un acte"),
        ({"said_by": ""}, "Dites qui répond"),
    ],
)
def test_bad_input_is_refused(
    days: Commitment, link: AnswerLink, typed: dict[str, object], sentence: str
) -> None:
    status, page = answer_by_link(link, PROMISED | typed)

    link.refresh_from_db()
    assert (status, days.steps.count(), link.used_at) == (422, 1, None)
    assert sentence in page


def test_what_changed_meanwhile_is_shown(days: Commitment, link: AnswerLink) -> None:
    Commitment.objects.update(version=2, state="promised")

    status, page = answer_by_link(link, PROMISED)

    assert (status, days.steps.count()) == (409, 1)
    assert "Quelque chose a changé pendant que vous répondiez" in page
    assert answer_by_link(link, PROMISED | {"version": "2"})[0] == 200


def test_a_link_expired_withdrawn_or_without_object_is_closed(
    days: Commitment, link: AnswerLink
) -> None:
    path, day = path_of(link), timedelta(days=1)
    AnswerLink.objects.update(expires_at=timezone.now() - day)
    expired = Client().get(path).status_code
    AnswerLink.objects.update(expires_at=timezone.now() + day, revoked_at=timezone.now())
    withdrawn = Client().get(path).status_code
    AnswerLink.objects.update(revoked_at=None)
    Commitment.objects.update(state="withdrawn")

    assert (expired, withdrawn, Client().get(path).status_code) == (410, 410, 410)


def test_a_commitment_of_another_cooperation_is_not_answered(days: Commitment) -> None:
    elsewhere = make_answer_link(purpose="engagement", target=days.pk)

    assert Client().get(path_of(elsewhere)).status_code == 410


def test_the_link_leaves_by_letter(
    officer: Client, cooperation: Cooperation, days: Commitment
) -> None:
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="ines@bouin.example.org")
    Commitment.objects.update(person=person)
    page = url(cooperation, "commitment_ask", days.pk)
    shown = officer.get(page).context["form"].initial

    officer.post(page, shown)

    link = AnswerLink.objects.get()
    assert shown == {"recipient": "Inès Gaborit", "email": "ines@bouin.example.org"}
    assert (link.purpose, link.target, link.about) == ("engagement", days.pk, days.label)
    assert Letter.objects.get().to == "ines@bouin.example.org"
