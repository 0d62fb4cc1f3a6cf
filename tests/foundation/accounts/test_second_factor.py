"""Codes of an application and recovery codes: added, asked for, removed, told in the journal."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from time_machine import travel

from maillage.foundation.accounts.adapter import SecondFactorAdapter
from maillage.foundation.accounts.chores import seal_second_factors_again
from maillage.foundation.accounts.models import User
from maillage.foundation.journal.models import LogEntry
from tests.foundation.accounts.makers import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je connais"
SIGN_IN, CODE = "/compte/connexion/", "/compte/connexion/code/"
APPLICATION = "/compte/second-facteur/application/"
CODES, FILE = "/compte/second-facteur/codes/", "/compte/second-facteur/codes/fichier/"
NOON = datetime(2026, 3, 2, 12, 0, 5, tzinfo=UTC)
WRONG = "Ce code n’est pas le bon. Attendez le suivant, puis recommencez."


def code_of(secret: str, moment: datetime = NOON) -> str:
    """What the telephone shows at this moment."""
    return str(format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30)))


def sign_in(user: User) -> tuple[Client, HttpResponse]:
    """A client that gave the right password, and the answer."""
    client = Client()
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert isinstance(answer, HttpResponse)
    return client, answer


def confirmed(user: User) -> Client:
    """A client signed in, who has just given the password again."""
    client, _answer = sign_in(user)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    return client


def add_application(client: Client) -> str:
    """The secret of the application that the reader adds."""
    page = client.get(APPLICATION)
    secret = re.findall(r'id="key" type="text" readonly value="(\w+)"', page.text)[0]
    client.post(APPLICATION, {"code": code_of(secret)})
    return str(secret)


def events(user: User) -> list[str]:
    """What the journal tells of this account, in order."""
    rows = LogEntry.objects.filter(object_id=user.pk, action=LogEntry.Action.ACCESS)
    return [row.additional_data["event"] for row in rows.order_by("pk")]


@travel(NOON, tick=False)
def test_application_is_added_after_the_password_is_given_again() -> None:
    user = make_user(password=PASSWORD)
    client, _answer = sign_in(user)

    response = client.get(APPLICATION)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    page = client.get(APPLICATION)
    secret = add_application(client)
    current_response = client.get("/compte/second-facteur/")

    assert unquote(response.headers["Location"]) == f"/compte/confirmer/?next={APPLICATION}"
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert len(secret) == 32
    assert "Votre mot de passe seul n’ouvre plus votre compte" in current_response.text
    assert "Il reste 10 codes." in current_response.text


@travel(NOON, tick=False)
def test_secret_is_not_readable_in_the_database() -> None:
    user = make_user(password=PASSWORD)

    secret = add_application(confirmed(user))

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert secret not in str(list(LogEntry.objects.values_list("changes", flat=True)))


@travel(NOON, tick=False)
def test_sign_in_asks_for_a_code_before_any_page() -> None:
    user = make_user(password=PASSWORD)
    secret = add_application(confirmed(user))

    with travel(NOON + timedelta(minutes=5), tick=False):
        client, answer = sign_in(user)
        before = client.get("/compte/")
        wrong = client.post(CODE, {"code": "000000"})
        right = client.post(CODE, {"code": code_of(secret, NOON + timedelta(minutes=5))})
        after = client.get("/compte/")

    assert (answer.headers["Location"], before.status_code) == (CODE, 302)
    assert WRONG in wrong.text
    assert (right.status_code, after.status_code) == (302, 200)


@travel(NOON, tick=False)
def test_code_serves_once() -> None:
    user = make_user(password=PASSWORD)
    secret = add_application(confirmed(user))
    later = NOON + timedelta(minutes=5)

    with travel(later, tick=False):
        first = sign_in(user)[0].post(CODE, {"code": code_of(secret, later)})
    with travel(later + timedelta(seconds=31), tick=False):  # still within the tolerance
        again = sign_in(user)[0].post(CODE, {"code": code_of(secret, later)})

    assert (first.status_code, again.status_code) == (302, 200)
    assert WRONG in again.text


@travel(NOON, tick=False)
def test_ten_wrong_codes_close_the_door_for_an_hour() -> None:
    user = make_user(password=PASSWORD)
    secret = add_application(confirmed(user))
    later = NOON + timedelta(hours=2)

    with travel(later, tick=False):
        for number in range(10):
            client = sign_in_from(user, f"198.51.100.{number}")
            client.post(CODE, {"code": "000000"}, REMOTE_ADDR=f"198.51.100.{number}")
        client = sign_in_from(user, "198.51.100.99")
        stopped = client.post(CODE, {"code": code_of(secret, later)}, REMOTE_ADDR="198.51.100.99")
    evening = later + timedelta(minutes=61)
    with travel(evening, tick=False):
        response = sign_in(user)[0].post(CODE, {"code": code_of(secret, evening)})

    assert "Trop de tentatives" in stopped.text
    assert response.status_code == 302


def sign_in_from(user: User, address: str) -> Client:
    """A client at this address that gave the right password."""
    client = Client()
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR=address)
    return client


@travel(NOON, tick=False)
def test_recovery_codes_are_shown_once_and_kept_as_a_text() -> None:
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    add_application(client)

    before = client.get(CODES)
    shown = re.findall(r"<code>(\d{8})</code>", client.post(CODES).text)
    file = client.post(FILE, {"secret": [*shown, "<b>12345678</b>", "123"]})
    after = client.get(CODES)

    assert "<code>" not in before.text + after.text
    assert len(set(shown)) == 10
    assert re.findall(r"^\d{8}$", file.text, re.MULTILINE) == shown
    assert file.headers["Content-Disposition"] == (
        'attachment; filename="maillage-codes-de-secours.txt"'
    )


@travel(NOON, tick=False)
def test_recovery_code_opens_once_and_others_replace_it() -> None:
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    add_application(client)
    first, second, *_rest = re.findall(r"<code>(\d{8})</code>", client.post(CODES).text)

    opened = sign_in(user)[0].post(CODE, {"code": first})
    again = sign_in(user)[0].post(CODE, {"code": first})
    left = client.get("/compte/second-facteur/").text
    client.post(CODES)
    replaced = sign_in(user)[0].post(CODE, {"code": second})

    assert [page.status_code for page in (opened, again, replaced)] == [302, 200, 200]
    assert "Il reste 9 codes." in left


@travel(NOON, tick=False)
def test_codes_file_closes_after_ten_minutes() -> None:
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    add_application(client)
    client.post(CODES)

    with travel(NOON + timedelta(minutes=11), tick=False):
        client.post("/compte/confirmer/", {"password": PASSWORD})
        file = client.post(FILE, {"secret": ["12345678"]})

    assert file.status_code == 403


@travel(NOON, tick=False)
def test_codes_once_shown_are_kept_by_their_hash_alone() -> None:
    """Whoever holds the database and the installation's key finds no code in it."""
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    add_application(client)

    shown = re.findall(r"<code>(\d{8})</code>", client.post(CODES).text)
    client.post(CODES)
    others = re.findall(r"<code>(\d{8})</code>", client.post(CODES).text)

    row = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    opened = [SecondFactorAdapter().decrypt(text) for text in row.data["migrated_codes"]]
    assert set(row.data) == {"migrated_codes", "viewed_at"}
    assert [text.startswith("hashed:") for text in opened] == [True] * 10
    assert [code for code in shown + others if code in "".join(opened)] == []
    assert [opened.index(code) for code in others] == list(range(10))


def test_without_a_factor_there_are_no_codes() -> None:
    user = make_user(password=PASSWORD)

    answer = confirmed(user).post(CODES)

    assert answer.headers["Location"] == "/compte/second-facteur/"
    assert not Authenticator.objects.exists()


@travel(NOON, tick=False)
def test_application_is_removed_after_confirming_and_the_password_is_enough() -> None:
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    add_application(client)

    with travel(NOON + timedelta(minutes=20), tick=False):
        response = client.post(f"{APPLICATION}retirer/")
        count = Authenticator.objects.count()
        client.post("/compte/confirmer/", {"password": PASSWORD})
        client.post(f"{APPLICATION}retirer/")
        _client, answer = sign_in(user)

    assert response.headers["Location"].startswith("/compte/confirmer/")
    assert count == 2
    assert not Authenticator.objects.exists()
    assert answer.headers["Location"] == "/accueil/"


@pytest.mark.django_db(transaction=True)
@travel(NOON, tick=False)
def test_journal_tells_what_was_added_refused_and_removed() -> None:
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    add_application(client)
    client.post(CODES)
    client.post(CODES)
    sign_in(user)[0].post(CODE, {"code": "000000"})

    client.post(f"{APPLICATION}retirer/")

    assert events(user) == [
        "login",
        "totp_added",
        "recovery_codes_added",
        "recovery_codes_reset",
        "code_refused",
        "totp_removed",
        "recovery_codes_removed",
    ]


@travel(NOON, tick=False)
def test_changed_installation_key_opens_nothing(settings: Settings) -> None:
    """A database taken elsewhere does not let anybody compute the codes."""
    user = make_user(password=PASSWORD)
    secret = add_application(confirmed(user))
    later = NOON + timedelta(minutes=5)

    settings.SECRET_KEY = "une autre clé, celle d’une autre machine"
    with travel(later, tick=False):
        answer = sign_in(user)[0].post(CODE, {"code": code_of(secret, later)})

    assert (answer.status_code, WRONG in answer.text) == (200, True)


@travel(NOON, tick=False)
def test_replaced_installation_key_still_opens_then_may_be_forgotten(settings: Settings) -> None:
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    secret = add_application(client)
    (first, *_rest) = re.findall(r"<code>(\d{8})</code>", client.post(CODES).text)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "une autre clé, tirée au sort ce matin"
    later, evening = NOON + timedelta(minutes=5), NOON + timedelta(minutes=9)

    settings.SECRET_KEY_FALLBACKS = [before]
    with travel(later, tick=False):
        response = sign_in(user)[0].post(CODE, {"code": code_of(secret, later)})
    parts = [*seal_second_factors_again(NOON), *seal_second_factors_again(NOON)]
    settings.SECRET_KEY_FALLBACKS = []
    with travel(evening, tick=False):
        opened = [
            sign_in(user)[0].post(CODE, {"code": code})
            for code in (code_of(secret, evening), first)
        ]

    assert parts == ["2 seconds facteurs scellés avec la clé de maintenant"]
    assert [page.status_code for page in (response, *opened)] == [302, 302, 302]


@travel(NOON, tick=False)
def test_factor_sealed_with_a_key_that_nobody_kept_is_left_as_it_is(settings: Settings) -> None:
    user = make_user(password=PASSWORD)
    add_application(confirmed(user))
    sealed = Authenticator.objects.order_by("pk").first().data
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "celle de ce matin", ["celle d’hier"]

    assert seal_second_factors_again(NOON) == []
    assert Authenticator.objects.order_by("pk").first().data == sealed


NO_KEYS = [
    "",
    "rien",
    "[]",
    "{}",
    '{"response": 3}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30",'
    ' "attestationObject": "AA", "authenticatorData": "AA", "signature": "AA",'
    ' "userHandle": "MQ"}}',
]


@pytest.mark.parametrize("credential", NO_KEYS)
def test_answer_that_no_key_gives_is_refused_without_fault(credential: str) -> None:
    user = make_user(password=PASSWORD)
    client = confirmed(user)
    client.get("/compte/second-facteur/cles/ajouter/")
    nobody = Client()
    nobody.get("/compte/connexion/cle/", headers={"accept": "application/json"})

    added = client.post(
        "/compte/second-facteur/cles/ajouter/", {"credential": credential, "passwordless": "on"}
    )
    opened = nobody.post("/compte/connexion/cle/", {"credential": credential})

    assert added.status_code == 200
    assert opened.headers["Location"] == "/compte/connexion/"
    assert not Authenticator.objects.exists()
    assert nobody.get("/compte/").status_code == 302
