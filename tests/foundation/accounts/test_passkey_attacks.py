"""A key answers for its own site, once, and a copy of it gives itself away."""

import json
from collections.abc import Callable

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from maillage.foundation.accounts.models import User
from tests.foundation.accounts.makers import make_user
from tests.foundation.accounts.soft_key import SoftKey

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je connais"
SIGN_IN, KEY = "/compte/connexion/", "/compte/connexion/cle/"
ADD = "/compte/second-facteur/cles/ajouter/"


def browser() -> Client:
    """A browser that opens the site by the domain of its keys."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def user() -> User:
    return make_user(password=PASSWORD)


@pytest.fixture
def key(user: User) -> SoftKey:
    """A key that the user added."""
    client, key = browser(), SoftKey()
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    client.post("/compte/confirmer/", {"password": PASSWORD})
    client.get(ADD)
    challenge = client.session["mfa.webauthn.state"]["challenge"]
    answer = client.post(ADD, _posted(key.register(challenge), passwordless="True"))
    assert answer.status_code == 302
    return key


def _posted(credential: object, **values: str) -> dict[str, str]:
    return {"credential": json.dumps(credential), "name": "Clé bleue", **values}


def challenge_for(client: Client) -> str:
    """The challenge that the page gives to this browser."""
    options = client.get(KEY, headers={"x-requested-with": "XMLHttpRequest"}).json()
    return str(options["request_options"]["publicKey"]["challenge"])


def give(client: Client, credential: object) -> bool:
    """Whether this answer signs the browser in."""
    answer = client.post(KEY, _posted(credential))
    assert isinstance(answer, HttpResponse)
    assert answer.status_code < 500
    return "_auth_user_id" in client.session


def handle(user: User) -> bytes:
    """The number of the user, as a key holds it."""
    return str(user_pk_to_url_str(user)).encode()


def test_honest_key_opens_alone_each_time(user: User, key: SoftKey) -> None:
    for _time in range(2):
        client = browser()
        assert give(client, key.answer(challenge_for(client), handle(user)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("origin", "https://localhost.example.org"),
        ("origin", "http://localhost.example.org"),
        ("origin", "https://example.org"),
        ("domain", "example.org"),
    ],
)
def test_answer_given_to_another_site_is_refused(
    user: User, key: SoftKey, name: str, value: str
) -> None:
    setattr(key, name, value)
    client = browser()

    assert not give(client, key.answer(challenge_for(client), handle(user)))


def test_answer_serves_once(user: User, key: SoftKey) -> None:
    thief, client = browser(), browser()
    answer = key.answer(challenge_for(client), handle(user))

    assert give(client, answer)
    challenge_for(thief)
    assert not give(thief, answer)
    assert not give(browser(), answer)


def test_answer_without_a_challenge_is_refused(user: User, key: SoftKey) -> None:
    assert not give(browser(), key.answer("bm8gY2hhbGxlbmdl", handle(user)))


def test_key_opens_no_other_account(key: SoftKey) -> None:
    client, other = browser(), make_user()

    assert not give(client, key.answer(challenge_for(client), handle(other)))


def test_signature_of_another_key_is_refused(user: User, key: SoftKey) -> None:
    client, copy = browser(), SoftKey(identifier=key.identifier)

    assert not give(client, copy.answer(challenge_for(client), handle(user)))


@pytest.mark.parametrize("behind", [0, 1, 5])
def test_copy_that_counts_less_than_its_original_is_refused(
    user: User, key: SoftKey, behind: int
) -> None:
    copy = SoftKey(private=key.private, counter=key.counter + 4 - behind)
    key.counter += 4
    client, thief = browser(), browser()

    assert give(client, key.answer(challenge_for(client), handle(user)))
    assert not give(thief, copy.answer(challenge_for(thief), handle(user)))


def test_key_that_does_not_count_opens_each_time(user: User, key: SoftKey) -> None:
    Authenticator.objects.all().delete()
    silent = SoftKey(counter=0)
    client = browser()
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    client.post("/compte/confirmer/", {"password": PASSWORD})
    client.get(ADD)
    challenge = client.session["mfa.webauthn.state"]["challenge"]
    client.post(ADD, _posted(silent.register(challenge), passwordless="True"))

    for _time in range(2):
        silent.counter = -1  # what it sends is nought, each time
        client = browser()
        assert give(client, silent.answer(challenge_for(client), handle(user)))


def _without(path: str) -> Callable[[dict[str, object]], object]:
    def bent(answer: dict[str, object]) -> object:
        response = answer["response"]
        assert isinstance(response, dict)
        return answer | {"response": {k: v for k, v in response.items() if k != path}}

    return bent


@pytest.mark.parametrize(
    "bent",
    [
        _without("userHandle"),
        _without("signature"),
        _without("authenticatorData"),
        lambda answer: answer | {"response": []},
        lambda answer: answer | {"response": "userHandle"},
        lambda answer: answer | {"rawId": "!"},
        lambda answer: [answer],
        lambda answer: "clé",
        lambda answer: 7,
    ],
)
def test_answer_that_no_device_gives_is_refused(
    user: User, key: SoftKey, bent: Callable[[dict[str, object]], object]
) -> None:
    client = browser()

    assert not give(client, bent(key.answer(challenge_for(client), handle(user))))
