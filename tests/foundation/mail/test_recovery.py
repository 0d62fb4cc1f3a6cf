"""A forgotten password is asked while the mail server is silent."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import send_due_letters
from tests.foundation.accounts.makers import make_user
from tests.foundation.mail.smtp_server import MailServer, Mood

pytestmark = pytest.mark.django_db
FORGOTTEN = "/compte/mot-de-passe/oublie/"


def test_recovery_leaves_within_the_minute(server: MailServer) -> None:
    user = make_user()

    Client().post(FORGOTTEN, {"email": user.email})
    calls = server.calls
    send_due_letters(timezone.now())

    assert (calls, server.recipients()) == (0, [user.email])
    assert [(letter.kind, letter.text) for letter in Letter.objects.all()] == [("account", "")]


def test_recovery_waits_for_the_server_and_leaves_once(server: MailServer) -> None:
    user = make_user()
    server.mood = Mood.HANGS_UP

    page = Client().post(FORGOTTEN, {"email": user.email}, follow=True)
    send_due_letters(timezone.now())
    server.mood = Mood.TAKES
    sent = [send_due_letters(timezone.now() + timedelta(hours=hours)) for hours in (1, 2)]

    assert "Regardez votre courriel" in page.text
    assert (sent, server.recipients()) == ([1, 0], [user.email])
