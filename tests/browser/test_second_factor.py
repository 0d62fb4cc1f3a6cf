"""Codes and keys in a browser: by the keys alone, without script, and with a device's passkey."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillage.foundation.accounts.models import User
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Hands, Keyboard, Plain
from tests.foundation.accounts.makers import make_application, make_passkey, make_user

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase que je connais"
ADD, FACTORS = "/compte/second-facteur/application/", "/compte/second-facteur/"


@pytest.fixture
def user() -> User:
    """Somebody who signs in with a password."""
    return make_user(password=PASSWORD)


def fresh_code(secret: str, *, steps: int = 0) -> str:
    """What the telephone shows now, or that many half-minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def sign_in(hands: Hands, user: User) -> None:
    hands.write("Courriel professionnel", user.email)
    hands.write("Mot de passe", PASSWORD)
    hands.press("button", "Se connecter")


def confirm(hands: Hands) -> None:
    hands.write("Mot de passe", PASSWORD)
    hands.press("button", "Confirmer")


@pytest.mark.parametrize("way", [Keyboard, Plain])
def test_application_is_added_then_asked_for(
    opened: Open, user: User, way: type[Keyboard] | type[Plain]
) -> None:
    page = opened(f"/compte/connexion/?next={ADD}", script=way is Keyboard)
    hands = way(page)

    sign_in(hands, user)
    confirm(hands)
    secret = page.get_by_label("Ou recopiez cette clé").input_value()
    hands.write("Code donné par l’application", fresh_code(secret))
    hands.press("button", "Ajouter l’application")
    hands.press("button", "Voir mes codes")
    codes = page.locator(".m-codes code").all_text_contents()

    page.context.clear_cookies()
    page.goto(page.url.partition("/compte/")[0] + "/compte/connexion/?next=/compte/")
    sign_in(hands, user)
    hands.write("Code", fresh_code(secret, steps=1))
    hands.press("button", "Se connecter")

    assert len(codes) == 10
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte")
    assert getattr(hands, "unseen", []) == []


@pytest.fixture
def device(opened: Open) -> Iterator[Page]:
    """The sign-in page, in a browser whose device holds passkeys."""
    page = opened("/compte/connexion/?next=/compte/second-facteur/cles/ajouter/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    yield page
    session.detach()


def test_passkey_is_added_named_opens_alone_and_is_removed(device: Page, user: User) -> None:
    hands = Plain(device)
    sign_in(hands, user)
    confirm(hands)
    hands.write("Nom de la clé", "Ordinateur du bureau")
    hands.press("button", "Ajouter la clé")
    device.goto(device.url.partition("/compte/")[0] + FACTORS)
    names = device.get_by_role("rowheader").all_text_contents()

    device.context.clear_cookies()
    device.goto(device.url.partition("/compte/")[0] + "/compte/connexion/")
    hands.press("button", "Se connecter avec une clé d’accès")
    device.goto(device.url.partition("//")[0] + "//" + device.url.split("/")[2] + FACTORS)
    inside = device.get_by_role("heading", level=1).text_content()

    hands.press("link", "Retirer Ordinateur")
    if "confirmer" in device.url:
        confirm(hands)
    hands.press("button", "Retirer la clé")

    assert names == ["Ordinateur du bureau"]
    assert inside == "Second facteur"
    assert not Authenticator.objects.exists()


def test_password_then_key_opens(device: Page, user: User) -> None:
    hands = Plain(device)
    sign_in(hands, user)
    confirm(hands)
    hands.press("button", "Ajouter la clé")

    device.context.clear_cookies()
    device.goto(device.url.partition("/compte/")[0] + "/compte/connexion/?next=/compte/")
    sign_in(hands, user)
    hands.press("button", "Utiliser une clé d’accès")

    expect(device.get_by_role("heading", level=1)).to_have_text("Mon compte")


def test_key_that_does_not_answer_is_reported(opened: Open, user: User) -> None:
    page = opened("/compte/connexion/?next=/compte/second-facteur/cles/ajouter/")
    sign_in(Plain(page), user)
    confirm(Plain(page))
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error()); }")

    page.get_by_role("button", name="Ajouter la clé").click()

    expect(page.get_by_role("alert")).to_have_text(re.compile("L’appareil n’a pas donné de clé"))


def test_pages_have_no_violation(opened: Open, user: User, look: tuple[str, str]) -> None:
    page = opened(f"/compte/connexion/?next={ADD}", size=look[0], theme=look[1])
    hands = Plain(page)
    sign_in(hands, user)
    pair_by_name = {"confirm": seen(page)}
    confirm(hands)
    pair_by_name["add"] = seen(page)
    hands.write("Code donné par l’application", "000000")
    hands.press("button", "Ajouter l’application")
    pair_by_name["refused"] = seen(page)
    site = page.url.partition("/compte/")[0]
    page.goto(site + reverse("mfa_add_webauthn"))
    pair_by_name["key"] = seen(page)
    key = make_passkey(user=user)
    make_application(user=user)
    for name, arguments in {
        "mfa_index": [],
        "mfa_edit_webauthn": [key.pk],
        "mfa_remove_webauthn": [key.pk],
        "mfa_deactivate_totp": [],
        "mfa_view_recovery_codes": [],
        "mfa_reauthenticate": [],
    }.items():
        page.goto(site + reverse(name, args=arguments))
        pair_by_name[name] = seen(page)
    page.goto(site + reverse("mfa_view_recovery_codes"))
    hands.press("button", "Voir mes codes")
    pair_by_name["codes"] = seen(page)

    assert pair_by_name == dict.fromkeys(pair_by_name, ([], 0))


def seen(page: Page) -> tuple[list[str], int]:
    """What axe finds, and the pixels beyond the window."""
    return violations(page), overflows(page)
