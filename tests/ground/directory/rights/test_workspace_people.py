"""An administrator answers a person, and opens nothing that a cooperation holds."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from maillage.foundation.cooperations.life.services import close_cooperation
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory.models import Mandate, Person
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_administrator, make_cooperation
from tests.ground.directory.makers import (
    make_availability,
    make_contact,
    make_member_person,
    make_person,
    make_reliability,
)
from tests.ground.directory.reading import plain
from tests.ground.directory.rights.test_person_rights import rows_naming

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_list(settings: Settings, tmp_path: Path) -> None:
    """The list of erased numbers is this test's own."""
    settings.DATA = tmp_path


@pytest.fixture
def person(cooperation: Cooperation) -> Person:
    """Inès Gaborit, of whom the cooperation keeps facts."""
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="I.Gaborit@pornic.example.org")
    make_availability(cooperation=cooperation, person=person)
    make_reliability(cooperation=cooperation, person=person)
    return person


@pytest.fixture
def administrator(cooperation: Cooperation) -> Client:
    """Who looks after the workspace, without an access to the cooperation."""
    client = Client()
    client.force_login(make_administrator(workspace=cooperation.workspace).user)
    return client


def at(cooperation: Cooperation, page: str, *numbers: int) -> str:
    return reverse(f"people_rights:{page}", args=[cooperation.workspace.slug, *numbers])


@pytest.mark.parametrize(
    ("typed", "is_shown"),
    [
        ("gabo", True),
        ("Inès Gaborit", True),
        ("i.gaborit@pornic.example.org", True),
        ("Pornic", False),
        ("", False),
        ("\x00", False),
    ],
)
def test_who_asks_is_found_by_name_or_address(
    typed: str, is_shown: bool, administrator: Client, person: Person, cooperation: Cooperation
) -> None:
    make_person(family_name="Gaborieau", given_name="Paul")

    page = administrator.get(at(cooperation, "workspace_people"), {"q": typed})

    assert ("Gaborit, Inès" in page.text, "Gaborieau" in page.text) == (is_shown, False)


def test_file_tells_what_the_workspace_holds_and_nothing_of_the_cooperation(
    administrator: Client, person: Person, cooperation: Cooperation
) -> None:
    user = make_user(email="i.gaborit@pornic.example.org")
    make_access(cooperation=cooperation, user=user, role="team")
    url = at(cooperation, "workspace_person", person.pk)

    page = administrator.get(url)
    given = json.loads(administrator.post(url, {"format": "json"}).content)

    values = {one["rubrique"]: one["lignes"] for one in given["rubriques"]}
    assert list(values) == ["Identité", "Coordonnées", "Mandats", "Compte et accès"]
    assert values["Compte et accès"] == [
        {
            "Courriel": "i.gaborit@pornic.example.org",
            "Coopération": "Pays de Retz",
            "Rôle": "équipe projet",
            "Jusqu’au": "",
        }
    ]
    assert "A rendu les trois dossiers promis." not in page.text + json.dumps(given)
    assert "se demande à qui la conduit : Pays de Retz." in plain(page.text)
    entry = LogEntry.objects.get(additional_data__event="access_export")
    assert (entry.object_id, entry.cooperation_id) == (person.pk, None)


def test_erasure_takes_what_they_could_not_read_even_in_a_closed_cooperation(
    administrator: Client, access: Access, person: Person, cooperation: Cooperation
) -> None:
    close_cooperation(author=access.user, cooperation=cooperation, reason="Fini.")
    url = at(cooperation, "workspace_person_erase", person.pk)

    unsure = administrator.post(url, {"how": "erase"})
    page = administrator.post(url, {"how": "erase", "sure": "on"}, follow=True)

    assert (unsure.status_code, "La personne est effacée." in page.text) == (422, True)
    assert rows_naming("Gaborit") + rows_naming("gaborit") == []
    value = LogEntry.objects.get(additional_data__event="erasure")
    assert (value.object_repr, value.additional_data["address"]) == (
        str(cooperation.workspace),
        f"person:{person.pk}",
    )


def test_name_goes_and_the_seat_stays(
    administrator: Client, person: Person, cooperation: Cooperation
) -> None:
    url = at(cooperation, "workspace_person_erase", person.pk)

    administrator.post(url, {"how": "anonymise", "sure": "on"})

    seat = Mandate.objects.get(person=person)
    assert (str(seat.person), seat.since) == ("Personne effacée", date(2024, 9, 1))


def test_officers_and_other_workspaces_do_not_open_it(
    officer: Client, administrator: Client, person: Person, cooperation: Cooperation
) -> None:
    elsewhere = make_cooperation(name="Marais breton")
    foreign = make_member_person(cooperation=elsewhere)

    for page in ("workspace_person", "workspace_person_erase"):
        assert officer.get(at(cooperation, page, person.pk)).status_code == 404
        assert administrator.get(at(cooperation, page, foreign.pk)).status_code == 404
        assert administrator.post(at(elsewhere, page, foreign.pk)).status_code == 404
    assert (
        signed_in(make_access(cooperation=elsewhere))
        .get(at(cooperation, "workspace_people"))
        .status_code
        == 404
    )
