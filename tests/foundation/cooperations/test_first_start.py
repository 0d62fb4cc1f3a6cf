"""The first access to an installation that nobody has opened yet."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from tests.foundation.accounts.makers import make_user

pytestmark = pytest.mark.django_db
ANSWER = {
    "name": "Anne Morel",
    "email": "Anne@Retz.example.org",
    "password": "des genêts au bord du lac",
    "workspace": "Pôle de Retz",
}


def first_link() -> str:
    """The path that the machine prints, or nothing."""
    said = StringIO()
    call_command("first_link", stdout=said)
    return said.getvalue().strip()


def test_first_link_opens_the_installation(client: Client) -> None:
    page = client.post(first_link(), ANSWER)

    workspace = Workspace.objects.get()
    assert page["Location"] == "/cooperations/ouvrir/"
    assert workspace.name == "Pôle de Retz"
    assert [user.email for user in workspace.administrators.all()] == ["anne@retz.example.org"]


def test_link_serves_once(client: Client) -> None:
    link = first_link()
    client.post(link, ANSWER)

    assert Client().get(link).status_code == 404
    assert Client().post(link, ANSWER | {"email": "autre@example.org"}).status_code == 404
    assert User.objects.count() == 1


def test_no_link_once_somebody_has_an_account() -> None:
    make_user()

    assert first_link() == ""


def test_forged_link_is_nowhere(client: Client) -> None:
    link = first_link()

    assert client.get(link[:-2] + "x/").status_code == 404
    assert client.get("/premier-acces/first/").status_code == 404


def test_link_lasts_a_week(client: Client) -> None:
    with time_machine.travel("2026-11-01T12:00:00+00:00"):
        link = first_link()

    with time_machine.travel("2026-11-09T12:00:00+00:00"):
        assert client.get(link).status_code == 404


def test_weak_password_says_what_to_do(client: Client) -> None:
    page = client.post(first_link(), ANSWER | {"password": "court"})

    assert "au minimum 12" in page.text
    assert not User.objects.exists()
