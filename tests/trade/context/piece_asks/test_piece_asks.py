"""A piece is asked by link: it is dropped once, or awaited; a bad file keeps the question open."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from maillage.core import french
from maillage.foundation.cooperations.links.services import link_key
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal.models import Change
from maillage.foundation.mail.choices import Kind, State
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import Draft, write_letter
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.duties.services import receive_piece
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.context.duties.test_duties import url
from tests.trade.context.makers import make_duty, make_duty_piece

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BY = "Jeanne Oriot, directrice"


@pytest.fixture
def piece(cooperation: Cooperation) -> DutyPiece:
    """The piece that a member owes for the report to the Caf."""
    duty = make_duty(cooperation=cooperation, funder=member_with_name(cooperation, "Caf"))
    return make_duty_piece(duty=duty, organisation=member_with_name(cooperation, "Brolles"))


@pytest.fixture
def link(piece: DutyPiece) -> AnswerLink:
    """The link by which its structure gives it."""
    place = piece.duty.cooperation
    return make_answer_link(cooperation=place, purpose="duty_piece", target=piece.pk)


def sent(link: AnswerLink, **typed: object) -> tuple[int, str]:
    """What the page says when this is sent after the page was read."""
    read = Client().get(path_of(link)).context["form"]["read"].value()
    page = Client().post(path_of(link), {"read": read, "said_by": BY, **typed})
    return page.status_code, plain(page.text)


def test_piece_is_asked_by_letter(
    officer: Client, cooperation: Cooperation, piece: DutyPiece
) -> None:
    officer.post(
        url(cooperation, "duty_piece_ask", piece.pk),
        {"recipient": "Jeanne Oriot", "email": "jeanne@brolles.example.org"},
    )

    made = AnswerLink.objects.get()
    assert (made.purpose, made.target, made.email, made.about) == (
        "duty_piece",
        piece.pk,
        "jeanne@brolles.example.org",
        "Votre pièce pour « Bilan 2025 »",
    )
    assert "demandée par lien le" in plain(
        officer.get(url(cooperation, "duty", piece.duty_id)).text
    )


def test_file_is_dropped_once_and_the_officer_reads_it(
    officer: Client, cooperation: Cooperation, piece: DutyPiece, link: AnswerLink
) -> None:
    status, page = sent(link, file=SimpleUploadedFile("bilan.txt", b"2025"), note="signé")

    again = Client().post(path_of(link), {"note": "Autre.", "said_by": BY})
    piece.refresh_from_db()
    file = Attachment.objects.get()
    assert (status, again.status_code, "bilan.txt" in page) == (200, 410, True)
    assert "est déposée pour « Bilan 2025 »" in page
    assert (piece.received_on, piece.note, piece.told_by) == (TODAY, "signé", BY)
    assert (piece.attachment, file.kind, file.number) == (
        file,
        "organisation",
        piece.organisation_id,
    )
    assert f"déposée par {BY} ; signé" in plain(
        officer.get(url(cooperation, "duty", piece.duty_id)).text
    )
    assert f"{BY}, par lien" in Change.objects.values_list("via", flat=True)


def test_piece_that_lacks_says_why_and_until_when(
    officer: Client, cooperation: Cooperation, piece: DutyPiece, link: AnswerLink
) -> None:
    day = TODAY + timedelta(days=20)

    status = sent(link, note="Le bilan est au vote.", expected_on=f"{day:%d/%m/%Y}")[0]

    piece.refresh_from_db()
    page = plain(officer.get(url(cooperation, "duty", piece.duty_id)).text)
    assert (status, piece.received_on, piece.expected_on) == (200, None, day)
    assert f"« Le bilan est au vote. », dit {BY}" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Joignez la pièce, ou dites plus bas pourquoi elle manque."),
        (
            {"note": "Plus tard.", "expected_on": "01/02/2020"},
            "Cette date est passée : laissez le temps de répondre.",
        ),
        ({"file": SimpleUploadedFile("vide.pdf", b"")}, "vide"),
        ({"file": SimpleUploadedFile("bilan.pdf", b"MZ\x90\x00")}, "n’est pas celui d’un PDF"),
        ({"file": SimpleUploadedFile("outil.exe", b"MZ\x90\x00")}, "Ce genre de fichier"),
    ],
)
def test_what_cannot_be_given_leaves_the_question_open(
    piece: DutyPiece, link: AnswerLink, typed: dict[str, object], sentence: str
) -> None:
    status, page = sent(link, **typed)

    link.refresh_from_db()
    piece.refresh_from_db()
    assert (status, sentence in page, link.used_at, piece.told_by) == (422, True, None, "")
    assert not Attachment.objects.exists()


def test_piece_noted_meanwhile_is_read_again(
    access: Access, piece: DutyPiece, link: AnswerLink
) -> None:
    read = Client().get(path_of(link)).context["form"]["read"].value()
    receive_piece(access=access, piece=piece, on=TODAY, note="par courrier")

    page = Client().post(path_of(link), {"read": read, "said_by": BY, "note": "Elle viendra."})

    text = plain(page.text)
    assert (page.status_code, "par courrier" in text, "Elle viendra." in text) == (409, True, True)


def test_officer_reads_the_day_of_what_is_due_and_whether_a_letter_left(
    officer: Client, cooperation: Cooperation, piece: DutyPiece, link: AnswerLink
) -> None:
    day = TODAY + timedelta(days=3)
    Duty.objects.filter(pk=piece.duty_id).update(due_on=day)
    AnswerLink.objects.filter(pk=link.pk).update(email="jeanne@brolles.example.org")

    slug = cooperation.slug
    one = plain(officer.get(reverse("cooperations:answer_link", args=[slug, link.pk])).text)
    every = plain(officer.get(reverse("cooperations:answer_links", args=[slug])).text)
    write_letter(Draft(key=link_key(link), kind=Kind.ANSWER, to=link.email, subject="", text=""))
    Letter.objects.update(state=State.SENT, sent_at=timezone.now())
    after = plain(officer.get(reverse("cooperations:answer_links", args=[slug])).text)

    assert plain(f"Réponse attendue au plus tard le {french.long_date(day)}.") in one
    assert plain(f"attendue au plus tard le {french.short_date(day, TODAY)}") in every
    assert ("Un lien préparé, il attend" in every, "nvoyé" in every) == (True, False)
    assert "envoyé par courriel le" in after


@pytest.mark.parametrize(
    ("backend", "promised"), [("dummy.EmailBackend", False), ("smtp.EmailBackend", True)]
)
def test_copy_is_promised_when_mail_is_set(
    link: AnswerLink, settings: Settings, backend: str, *, promised: bool
) -> None:
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}"
    AnswerLink.objects.filter(pk=link.pk).update(email="jeanne@brolles.example.org")

    page = plain(Client().get(path_of(link)).text)

    assert ("sa copie par courriel" in page) is promised


def test_file_is_to_be_chosen_again_after_a_fault(link: AnswerLink) -> None:
    file = SimpleUploadedFile("bilan.txt", b"2025")

    status, page = sent(link, file=file, expected_on="01/02/2020")

    assert status == 422
    assert "Choisissez de nouveau le fichier : il n’a pas été gardé." in page


def test_link_about_what_is_sent_opens_no_more(piece: DutyPiece, link: AnswerLink) -> None:
    Duty.objects.filter(pk=piece.duty_id).update(done_on=TODAY)

    assert Client().get(path_of(link)).status_code == 410


def test_link_opens_until_after_the_piece_is_due_and_leads_back(
    officer: Client, cooperation: Cooperation, piece: DutyPiece
) -> None:
    Duty.objects.update(due_on=TODAY + timedelta(days=100))
    officer.post(url(cooperation, "duty_piece_ask", piece.pk), {"recipient": "Jeanne Oriot"})
    link = AnswerLink.objects.get()

    page = officer.get(reverse("cooperations:answer_link", args=[cooperation.slug, link.pk])).text

    assert timezone.localtime(link.expires_at).date() == TODAY + timedelta(days=115)
    assert f'href="{url(cooperation, "duty", piece.duty_id)}"' in page


def test_every_structure_that_lacks_its_piece_is_asked_at_once(
    officer: Client, cooperation: Cooperation, piece: DutyPiece
) -> None:
    mareil, gave = (member_with_name(cooperation, name) for name in ("Mareil", "Valmorin"))
    other = make_duty_piece(duty=piece.duty, organisation=mareil)
    make_duty_piece(duty=piece.duty, organisation=gave, received_on=TODAY)
    page = url(cooperation, "duty_pieces_ask", piece.duty_id)

    shown = plain(officer.get(page).text)
    officer.post(page)
    DutyPiece.objects.update(received_on=TODAY)
    nothing = plain(officer.get(page, follow=True).text)

    assert "Un lien pour chaque structure : Brolles et Mareil." in shown
    assert set(AnswerLink.objects.values_list("target", "recipient")) == {
        (piece.pk, "Brolles"),
        (other.pk, "Mareil"),
    }
    assert list(DutyPiece.objects.filter(reminded_on=TODAY).order_by("pk")) == [piece, other]
    assert "Aucune pièce ne manque" in nothing
