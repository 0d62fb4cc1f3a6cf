"""Signing in with an identity provider, and with one that lies: nothing is opened, nothing made."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import invitation_path
from maillage.foundation.cooperations.models import Access, Invitation
from maillage.foundation.journal.models import LogEntry
from tests.foundation.accounts.identity_server import CLIENT, FOREIGN_KEY, NADIA, Provider, Words
from tests.foundation.accounts.makers import make_application, make_user
from tests.foundation.cooperations.makers import make_invitation

pytestmark = pytest.mark.django_db
START, BACK = "/compte/connexion/identite/", "/compte/connexion/identite/retour/"


def sent_back(client: Client, following: str = "") -> str:
    """Where the provider sends the browser back, once the person has signed in there."""
    response = client.get(START, {"next": following} if following else {})
    answer = requests.get(response.headers["Location"], allow_redirects=False, timeout=5)
    return str(answer.headers["Location"]).removeprefix("http://testserver")


def sign_in(client: Client, following: str = "") -> HttpResponse:
    """The page after the round trip."""
    answer = client.get(sent_back(client, following))
    assert isinstance(answer, HttpResponse)
    return answer


def sentence(text: str) -> str:
    """Why nothing was opened."""
    values = re.findall(r"n’ouvre rien</h1>\s*<p class=\"m-gap-s\">(.*?)</p>", text)
    return " ".join(str(values[0]).split())


def test_button_is_shown_when_the_settings_name_a_provider(provider: Provider) -> None:
    page = Client().get("/compte/connexion/?next=/compte/")

    assert "Se connecter avec Mon Agence" in page.text
    assert f'href="{START}?next=/compte/"' in page.text


def test_without_settings_there_is_no_button_and_no_page() -> None:
    page = Client().get("/compte/connexion/")

    assert START not in page.text
    assert [Client().get(path).status_code for path in (START, BACK)] == [404, 404]


def test_browser_is_sent_with_all_that_proves_the_answer(provider: Provider) -> None:
    values_by_name = parse_qs(urlsplit(Client().get(START).headers["Location"]).query)

    assert values_by_name["redirect_uri"] == [f"http://testserver{BACK}"]
    assert set(values_by_name["scope"][0].split()) == {"openid", "profile", "email"}
    assert values_by_name["code_challenge_method"] == ["S256"]
    assert min(len(values_by_name[name][0]) for name in ("state", "nonce", "code_challenge")) >= 16


def test_verified_address_opens_its_account_and_the_page_asked_for(provider: Provider) -> None:
    user = make_user(email="nadia@retz.example.org")
    client = Client()

    answer = sign_in(client, "/compte/sessions/")

    assert answer.headers["Location"] == "/compte/sessions/"
    assert f"{user.name}, {user.email}." in client.get("/compte/").text
    assert SocialAccount.objects.get().user == user
    assert SocialAccount.objects.get().extra_data == {}


def test_same_person_comes_back_even_with_another_address(provider: Provider) -> None:
    user = make_user(email="nadia@retz.example.org")
    sign_in(Client())
    provider.person |= {"email": "n.guerineau@autre.example.org", "email_verified": False}
    client = Client()

    sign_in(client)

    assert user.email in client.get("/compte/").text
    assert User.objects.count() == 1


def test_address_given_to_somebody_else_opens_nothing(provider: Provider) -> None:
    make_user(email="nadia@retz.example.org")
    sign_in(Client())
    provider.lies = {"sub": "9999"}

    page = sign_in(Client())

    assert sentence(page.text) == "Le compte de cette adresse est tenu par une autre identité."


def test_address_from_userinfo_is_believed_for_the_same_person_only(provider: Provider) -> None:
    make_user(email="nadia@retz.example.org")
    provider.person = {}
    provider.userinfo = NADIA | {"sub": "9999"}
    refused = sign_in(Client())
    provider.userinfo = NADIA | {"sub": "4217"}

    opened = sign_in(Client())

    assert sentence(refused.text) == "L’adresse donnée est celle de quelqu’un d’autre."
    assert opened.status_code == 302


def test_invited_person_takes_their_seats_without_a_password(provider: Provider) -> None:
    first, second = make_invitation(), make_invitation(role="elected")
    client = Client()

    sign_in(client)

    user = User.objects.get(email="nadia@retz.example.org")
    assert (user.name, user.has_usable_password()) == ("Nadia Guérineau", False)
    assert {access.cooperation_id: access.role for access in user.accesses.all()} == {
        first.cooperation_id: "team",
        second.cooperation_id: "elected",
    }
    assert client.get(f"/c/{first.cooperation.slug}/").status_code == 200
    assert client.get(invitation_path(first)).status_code == 410


def test_second_factor_is_asked_after_the_identity(provider: Provider) -> None:
    make_application(user=make_user(email="nadia@retz.example.org"))

    assert sign_in(Client()).headers["Location"] == "/compte/connexion/code/"


def test_closed_account_is_sent_to_the_sign_in_page(provider: Provider) -> None:
    user = make_user(email="nadia@retz.example.org")
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()

    answer = sign_in(client)

    assert answer.headers["Location"] == "/compte/connexion/"
    assert client.get("/compte/").status_code == 302


def test_stranger_is_told_to_be_invited(provider: Provider) -> None:
    page = sign_in(Client())

    assert page.status_code == 403
    assert sentence(page.text) == (
        "Aucune invitation n’attend encore à l’adresse nadia@retz.example.org."
    )
    assert "on entre ici sur invitation" in page.text
    assert not User.objects.exists()


NOW = int(time.time())
LIES: dict[str, tuple[Words, str]] = {
    "unverified": (
        {"email_verified": False},
        "Mon Agence n’a pas vérifié votre adresse de courriel : elle ne prouve rien ici.",
    ),
    "unverified in words": (
        {"email_verified": "true"},
        "Mon Agence n’a pas vérifié votre adresse de courriel : elle ne prouve rien ici.",
    ),
    "no address": (
        {"email": ""},
        "Mon Agence n’a pas vérifié votre adresse de courriel : elle ne prouve rien ici.",
    ),
    "wrong audience": (
        {"aud": "un-autre-service"},
        "Cette identité est destinée à un autre service.",
    ),
    "made for another": (
        {"aud": [CLIENT, "x"], "azp": "x"},
        "Cette identité est destinée à un autre service.",
    ),
    "wrong issuer": (
        {"iss": "https://ailleurs.example.org"},
        "L’identité vient d’un autre serveur que le vôtre.",
    ),
    "wrong nonce": (
        {"nonce": "celui d’une autre"},
        "Cette identité répond à une autre demande que la vôtre.",
    ),
    "no nonce": ({"nonce": None}, "Rien ne prouve cette identité."),
    "expired": (
        {"iat": NOW - 900, "exp": NOW - 600},
        "L’heure de cette identité est passée, ou n’est pas venue.",
    ),
    "not yet": (
        {"iat": NOW + 7200, "exp": NOW + 9000},
        "L’heure de cette identité est passée, ou n’est pas venue.",
    ),
    "endless": ({"exp": None}, "Rien ne prouve cette identité."),
    "nobody": ({"sub": None}, "Rien ne prouve cette identité."),
}


@pytest.mark.parametrize("lie", LIES)
def test_lie_is_refused_in_a_sentence_and_makes_nothing(provider: Provider, lie: str) -> None:
    make_user(email="nadia@retz.example.org")
    make_invitation()
    values, expected = LIES[lie]
    provider.lies = values
    client, before = Client(), counts()

    page = sign_in(client)

    assert (page.status_code, sentence(page.text)) == (403, expected)
    assert counts() == before
    assert client.get("/compte/").status_code == 302


def counts() -> tuple[int, ...]:
    """How many of what an identity may make there are."""
    seats = Invitation.objects.filter(used_at__isnull=False)
    return tuple(
        rows.count()
        for rows in (User.objects.all(), SocialAccount.objects.all(), Access.objects.all(), seats)
    )


def test_identity_signed_by_another_key_is_refused(provider: Provider) -> None:
    make_user(email="nadia@retz.example.org")
    provider.signing_key = FOREIGN_KEY

    assert sentence(sign_in(Client()).text) == "Rien ne prouve cette identité."


def test_provider_that_speaks_for_another_server_is_refused(provider: Provider) -> None:
    provider.published = {"issuer": "https://ailleurs.example.org"}

    page = Client().get(START)

    assert (page.status_code, sentence(page.text)) == (
        403,
        "L’identité vient d’un autre serveur que le vôtre.",
    )


STATE = "Cette demande a déjà servi, ou elle n’est pas partie de cette page."


def test_answer_replayed_is_refused(provider: Provider) -> None:
    make_user(email="nadia@retz.example.org")
    client = Client()
    back = sent_back(client)
    client.get(back)
    client.post("/compte/deconnexion/")

    page = client.get(back)

    assert sentence(page.text) == STATE
    assert client.get("/compte/").status_code == 302


def test_answer_carried_to_another_browser_is_refused(provider: Provider) -> None:
    make_user(email="nadia@retz.example.org")
    victim = Client()

    page = victim.get(sent_back(Client()))

    assert sentence(page.text) == STATE
    assert victim.get("/compte/").status_code == 302


def test_code_swapped_into_another_request_is_refused(provider: Provider) -> None:
    """The state is the victim's own, the code somebody else's: PKCE and the nonce both refuse."""
    make_user(email="nadia@retz.example.org")
    victim = Client()
    foreign = parse_qs(urlsplit(sent_back(Client())).query)["code"][0]
    own = parse_qs(urlsplit(sent_back(victim)).query)["state"][0]

    page = victim.get(BACK, {"code": foreign, "state": own})

    assert page.status_code == 403
    assert victim.get("/compte/").status_code == 302


@pytest.mark.parametrize(
    ("query", "expected"),
    [({}, STATE), ({"state": "x", "code": "y"}, STATE), ({"state": "x\x00", "code": ""}, STATE)],
)
def test_answer_that_nobody_asked_for_is_refused(
    provider: Provider, query: dict[str, str], expected: str
) -> None:
    assert sentence(Client().get(BACK, query).text) == expected


def test_renouncing_is_shown(provider: Provider) -> None:
    client = Client()
    state = parse_qs(urlsplit(sent_back(client)).query)["state"][0]

    page = client.get(BACK, {"error": "access_denied", "state": state})

    assert sentence(page.text) == "Vous avez renoncé à cette connexion."


def test_provider_that_answers_badly_is_refused(provider: Provider) -> None:
    provider.is_broken = True

    assert sentence(sign_in(Client()).text) == "Mon Agence ne répond pas comme prévu."


def test_provider_that_is_away_is_reported(provider: Provider, settings: Settings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"

    page = Client().get(START)

    assert (page.status_code, sentence(page.text)) == (403, "Mon Agence ne répond pas comme prévu.")


def test_journal_hears_of_a_refusal(provider: Provider) -> None:
    user = make_user(email="nadia@retz.example.org")
    provider.lies = {"email_verified": False}

    sign_in(Client())

    value = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, object_id=user.pk)
    assert [entry.additional_data["event"] for entry in value] == ["login_failed"]
