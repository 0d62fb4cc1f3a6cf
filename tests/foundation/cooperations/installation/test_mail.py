"""What an administrator sees of the mail, and the letter of trial."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.models import Administrator, Cooperation
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import send_due_letters
from tests.foundation.cooperations.makers import make_access, make_administrator
from tests.foundation.mail.carried import sent_messages
from tests.foundation.mail.makers import make_letter
from tests.foundation.mail.smtp_server import Mood, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(cooperation: Cooperation) -> Administrator:
    return make_administrator(workspace=cooperation.workspace)


@pytest.fixture
def client(administrator: Administrator) -> Client:
    client = Client()
    client.force_login(administrator.user)
    return client


@pytest.fixture
def url(cooperation: Cooperation) -> str:
    return reverse("cooperations:mail", args=[cooperation.workspace.slug])


def test_page_tells_the_letters_of_its_workspace_without_their_text(
    client: Client, url: str, cooperation: Cooperation
) -> None:
    reader = make_access(cooperation=cooperation, role="team").user.email
    make_letter(workspace_id=cooperation.workspace_id, text="le secret du lien")
    make_letter(to=reader, kind="digest")
    make_letter(to=reader, workspace_id=cooperation.workspace_id + 1, key="ailleurs")
    make_letter(to="autre@exemple.fr", kind="digest")

    page = client.get(url)

    assert "2 lettres attendent" in page.text
    assert page.text.count('<th scope="row"') == 2
    assert "le secret du lien" not in page.text
    assert "Hélène vous invite" not in page.text
    assert "autre@exemple.fr" not in page.text


def test_page_says_why_a_letter_failed(client: Client, url: str, cooperation: Cooperation) -> None:
    make_letter(to="nadia", workspace_id=cooperation.workspace_id)

    page = client.get(url)

    assert "Ce n’est pas une adresse de courriel." in page.text
    assert "Une n’est pas partie" in page.text


def test_trial_reaches_its_author_and_says_so(
    client: Client, url: str, administrator: Administrator
) -> None:
    page = client.post(url, follow=True)

    assert "L’essai part dans la minute" in page.text
    assert [letter.to for letter in sent_messages()] == [[administrator.user.email]]
    assert "La lettre est remise." in client.get(url).text


@pytest.mark.parametrize(
    ("mood", "sentence"),
    [
        (Mood.TAKES, "Le serveur a pris la lettre. Il répond"),
        (Mood.REFUSES_SENDER, "550 5.7.1 expéditeur inconnu"),
        (Mood.HANGS_UP, "Le serveur de courriel a coupé la ligne."),
    ],
)
def test_trial_says_what_the_server_answered(
    client: Client, url: str, settings: Settings, mood: Mood, sentence: str
) -> None:
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        server.mood = mood

        client.post(url)
        for days in (0, 1):
            send_due_letters(timezone.now() + timedelta(days=days))

    assert sentence in client.get(url).text.replace("\N{NO-BREAK SPACE}", " ")
    assert server.calls == 1


def test_without_mail_the_page_says_what_to_set_and_offers_no_trial(
    client: Client, url: str, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    page = client.get(url)

    assert "MAILLAGE_SMTP_URL" in page.text
    assert "M’envoyer une lettre d’essai" not in page.text


def test_invitation_page_offers_the_link_without_mail(
    cooperation: Cooperation, officer: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    invite = reverse("cooperations:access_invite", args=[cooperation.slug])

    page = officer.post(invite, {"email": "nadia@retz.example.org", "role": "team"}, follow=True)

    assert "Copiez le lien et envoyez-le vous-même." in page.text
    assert [letter.state for letter in Letter.objects.all()] == ["unset"]


def test_withdrawn_invitation_never_leaves(
    cooperation: Cooperation, officer: Client, settings: Settings
) -> None:
    invite = reverse("cooperations:access_invite", args=[cooperation.slug])
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        server.mood = Mood.HANGS_UP
        page = officer.post(
            invite, {"email": "nadia@retz.example.org", "role": "team"}, follow=True
        )
        here = page.redirect_chain[-1][0]
        send_due_letters(timezone.now())
        tried = officer.get(here)
        officer.post(here)
        server.mood = Mood.TAKES
        send_due_letters(timezone.now() + timedelta(days=1))

    assert "Le courriel part dans la minute." in page.text
    assert "Le courriel attend" in tried.text
    assert server.recipients() == []


def test_list_of_letters_asks_as_much_for_one_as_for_three(
    client: Client, url: str, cooperation: Cooperation, django_assert_num_queries: object
) -> None:
    assert callable(django_assert_num_queries)
    for more in (1, 2):
        for _number in range(more):
            make_letter(workspace_id=cooperation.workspace_id)
        with django_assert_num_queries(7):
            client.get(url)
