"""The one-time link: the first administrator, the first workspace, and nobody after them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from time_machine import travel

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import first_path
from maillage.foundation.cooperations.models import Workspace
from tests.foundation.accounts.makers import make_user

pytestmark = pytest.mark.django_db
ANSWER = {
    "workspace": "Communauté de communes du Pays de Retz",
    "name": "Nadia Guérineau",
    "email": "Nadia@Retz.example.org",
    "password": "des genêts au bord du lac",
}


def test_link_makes_the_first_administrator_and_their_workspace(client: Client) -> None:
    page = client.post(first_path(), ANSWER, follow=True)

    workspace = Workspace.objects.get()
    assert workspace.name == ANSWER["workspace"]
    assert [user.email for user in workspace.administrators.all()] == ["nadia@retz.example.org"]
    assert page.redirect_chain == [(f"/e/{workspace.slug}/", 302)]
    assert client.get("/cooperations/ouvrir/").status_code == 200


def test_link_serves_once(client: Client) -> None:
    path = first_path()
    client.post(path, ANSWER)

    pages = [Client().get(path), Client().post(path, ANSWER | {"email": "autre@retz.example.org"})]

    assert [page.status_code for page in pages] == [410, 410]
    assert "Ce lien a déjà servi" in pages[0].text
    assert User.objects.count() == 1


def test_link_forged_altered_or_older_than_a_week_is_nowhere(client: Client) -> None:
    path = first_path()

    altered = client.get(f"{path[:-2]}x/").status_code
    with travel(timezone.now() + timedelta(days=8)):
        old = client.post(path, ANSWER).status_code

    assert (altered, old, client.get("/premier-acces/first/").status_code) == (404, 404, 404)
    assert not User.objects.exists()


def test_weak_password_makes_nothing_and_keeps_what_was_typed(client: Client) -> None:
    page = client.post(first_path(), ANSWER | {"password": "court"})

    assert "au minimum 12" in page.text
    assert f'value="{ANSWER["workspace"]}"' in page.text
    assert (User.objects.count(), Workspace.objects.count()) == (0, 0)


def test_command_gives_the_link_until_somebody_has_an_account() -> None:
    lines = []
    for _start in range(2):
        stream = StringIO()
        call_command("first_link", "--origin", "https://maillage.exemple.fr/", stdout=stream)
        lines.append(stream.getvalue().strip())
        make_user()

    assert lines[0].startswith("https://maillage.exemple.fr/premier-acces/first~")
    assert lines[1] == ""
