"""A provider that signs what it tells of a person, as ProConnect does: believed only when true."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.foundation.accounts.identity_server import (
    CLIENT,
    FOREIGN_KEY,
    KEY,
    NADIA,
    Provider,
    Words,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.accounts.test_openid import sent_back, sentence, sign_in

pytestmark = pytest.mark.django_db
NOW = int(time.time())
NOT_PROVED = "Rien ne prouve cette identité."
LIES: dict[str, tuple[str, Words, str]] = {
    "signed by nobody": ("none", {}, NOT_PROVED),
    "signed by a word": ("HS256", {}, NOT_PROVED),
    "another audience": (
        "RS256",
        {"aud": "un-autre-service"},
        "Cette identité est destinée à un autre service.",
    ),
    "another issuer": (
        "RS256",
        {"iss": "https://ailleurs.example.org"},
        "L’identité vient d’un autre serveur que le vôtre.",
    ),
    "expired": (
        "RS256",
        {"exp": NOW - 600},
        "L’heure de cette identité est passée, ou n’est pas venue.",
    ),
    "endless": ("RS256", {"exp": None}, NOT_PROVED),
    "for everybody": ("RS256", {"aud": None}, NOT_PROVED),
    "of somebody else": (
        "RS256",
        {"sub": "9999"},
        "L’adresse donnée est celle de quelqu’un d’autre.",
    ),
    "unverified": (
        "RS256",
        {"email_verified": False},
        "Mon Agence n’a pas vérifié votre adresse de courriel : elle ne prouve rien ici.",
    ),
}


@pytest.fixture
def signing(provider: Provider) -> Provider:
    """A provider whose identities say nothing of the person, which it tells apart and signs."""
    make_user(email="nadia@retz.example.org")
    provider.person, provider.signs_apart = {}, "RS256"
    provider.userinfo = NADIA | {"sub": "4217"}
    return provider


def test_signed_address_from_userinfo_opens_its_account(signing: Provider) -> None:
    client = Client()

    assert sign_in(client).status_code == 302
    assert "nadia@retz.example.org" in client.get("/compte/").text


@pytest.mark.parametrize("lie", LIES)
def test_lie_in_userinfo_opens_nothing(signing: Provider, lie: str) -> None:
    signing.signs_apart, lied, expected = LIES[lie]
    signing.userinfo |= lied
    client = Client()

    page = sign_in(client)

    assert (page.status_code, sentence(page.text)) == (403, expected)
    assert client.get("/compte/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_what_another_key_signed_is_refused(signing: Provider) -> None:
    client = Client()
    back = sent_back(client)
    answer_of = signing.tokens

    def signed_by_two_keys(form: dict[str, str]) -> Words:
        values = answer_of(form)
        signing.signing_key = FOREIGN_KEY
        return values

    signing.tokens = signed_by_two_keys  # type: ignore[method-assign]  # a liar is made of it
    page = client.get(back)

    assert signing.signing_key is not KEY
    assert (page.status_code, sentence(page.text)) == (403, NOT_PROVED)


def test_audience_may_be_one_of_several(signing: Provider) -> None:
    signing.userinfo |= {"aud": [CLIENT, "un-autre-service"]}

    assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize("moved", ["/userinfo", "/jwks"])
def test_provider_that_sends_elsewhere_is_not_followed(signing: Provider, moved: str) -> None:
    signing.moved = moved

    page = sign_in(Client())

    assert sentence(page.text) == "Mon Agence ne répond pas comme prévu."


def test_server_that_sends_elsewhere_is_not_followed(signing: Provider) -> None:
    signing.moved = "/.well-known/openid-configuration"

    assert Client().get("/compte/connexion/identite/").status_code == 403
