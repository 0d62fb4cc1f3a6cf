"""Whoever finds a weakness reads where to write, if the settings say it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from maillage.config.environment import Environment

ADDRESS = "/.well-known/security.txt"
DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_anybody_reads_whom_to_write_to(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "mailto:securite@retz.example.org"

    with time_machine.travel(DAY, tick=False):
        answer = client.get(ADDRESS)

    assert (answer.status_code, answer.headers["Content-Type"]) == (
        200,
        "text/plain; charset=utf-8",
    )
    assert answer.text.splitlines() == [
        "Contact: mailto:securite@retz.example.org",
        "Expires: 2026-08-29T08:00:00Z",
        "Preferred-Languages: fr",
        f"Canonical: http://testserver{ADDRESS}",
    ]


def test_nothing_is_there_when_the_settings_name_nobody(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("contact", "faults"),
    [
        ("mailto:securite@exemple.fr", 0),
        ("https://exemple.fr/faille", 0),
        ("", 0),
        ("securite@exemple.fr", 1),
        ("http://exemple.fr", 1),
        ("mailto:a@exemple.fr\nContact: b", 1),
    ],
)
def test_contact_is_a_whole_address_on_one_line(contact: str, faults: int) -> None:
    env = Environment({"MAILLAGE_SECURITY_CONTACT": contact})

    env.contact("MAILLAGE_SECURITY_CONTACT")

    assert len(env.faults) == faults
