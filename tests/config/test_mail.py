"""Which mail settings are understood, and what is said of the others?"""

import pytest

from maillage.config.environment import Environment
from maillage.config.mail import MailServer, mail_server, public_address, sender


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", None),
        ("smtp://machine", MailServer("smtp", "machine", 587)),
        ("smtps://machine", MailServer("smtps", "machine", 465)),
        ("smtp-clair://machine", MailServer("smtp-clair", "machine", 25)),
        (
            "smtp://compte%40exemple.fr:a%2Fb@machine.exemple.fr:2525",
            MailServer("smtp", "machine.exemple.fr", 2525, "compte@exemple.fr", "a/b"),
        ),
        (
            "smtp-clair://compte:secret@localhost:25/",
            MailServer("smtp-clair", "localhost", 25, "compte", "secret"),
        ),
    ],
)
def test_server_is_read(url: str, server: MailServer | None) -> None:
    env = Environment({"MAILLAGE_SMTP_URL": url})

    assert (mail_server(env), env.faults) == (server, [])


@pytest.mark.parametrize(
    "url",
    [
        "machine",
        "machine:25",
        "http://machine",
        "smtp://",
        "smtp://machine:port",
        "smtp://machine:99999",
        "smtp://compte@machine",
        "smtp://:secret@machine",
        "smtp://machine/dossier",
        "smtp://machine?tls=1",
    ],
)
def test_unreadable_server_is_refused(url: str) -> None:
    env = Environment({"MAILLAGE_SMTP_URL": url})

    assert mail_server(env) is None
    assert [fault.partition(" :")[0] for fault in env.faults] == ["MAILLAGE_SMTP_URL ne se lit pas"]


def test_password_does_not_travel_in_clear() -> None:
    env = Environment({"MAILLAGE_SMTP_URL": "smtp-clair://compte:secret@machine"})

    mail_server(env)

    assert env.faults == [
        "MAILLAGE_SMTP_URL enverrait un mot de passe en clair : écrivez smtp:// ou smtps://."
    ]


@pytest.mark.parametrize("address", ["maillage@exemple.fr", "Pays de Retz <maillage@exemple.fr>"])
def test_sender_is_an_address(address: str) -> None:
    env = Environment({"MAILLAGE_FROM": address})

    assert (sender(env, "x@localhost"), env.faults) == (address, [])


@pytest.mark.parametrize(
    "variables",
    [
        {"MAILLAGE_SMTP_URL": "smtp://machine"},
        {"MAILLAGE_FROM": "maillage"},
        {"MAILLAGE_FROM": "maillage@exemple.fr\nBcc: tous@exemple.fr"},
    ],
)
def test_missing_or_wrong_sender_is_refused(variables: dict[str, str]) -> None:
    env = Environment(variables)

    sender(env, "x@localhost")

    assert [fault.partition(" manque")[0] for fault in env.faults] == ["MAILLAGE_FROM"]


def test_links_lead_to_the_first_address_given() -> None:
    made = [
        public_address(["https://a.fr/", "https://b.fr"], ["c.fr"], in_development="http://x"),
        public_address([], [".c.fr", "d.fr"], in_development="http://x"),
        public_address([], [], in_development="http://x"),
    ]

    assert made == ["https://a.fr", "https://c.fr", "http://x"]
