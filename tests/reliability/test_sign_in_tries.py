"""10,000 tries on one account; one try on 10,000 accounts: stopped before any hashing."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from time_machine import travel

from tests.foundation.accounts.makers import make_user
from tests.foundation.mail.carried import sent_messages

pytestmark = pytest.mark.django_db
SIGN_IN = "/compte/connexion/"
RECOVERY = "/compte/mot-de-passe/oublie/"
PASSWORD = "une phrase que je connais"


class CountedHasher(MD5PasswordHasher):
    """Counts how often a password is hashed."""

    algorithm = "counted"
    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        """The hash, counted."""
        CountedHasher.hashed += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def _counted(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    CountedHasher.hashed = 0


def try_once(email: str, *, address: str = "203.0.113.7", host: str = "testserver") -> str:
    """The page after a wrong password."""
    page = Client().post(
        SIGN_IN,
        {"login": email, "password": "ce n’est pas lui"},
        headers={"host": host},
        REMOTE_ADDR=address,
    )
    return str(page.text)


def hashes() -> int:
    """How many passwords were hashed since the last call."""
    counted, CountedHasher.hashed = CountedHasher.hashed, 0
    return counted


def test_one_account_is_tried_ten_times_an_hour_from_anywhere(is_long: bool) -> None:
    user = make_user(password=PASSWORD)
    hashes()

    for number in range(10_000 if is_long else 60):
        words = try_once(user.email.upper(), address=f"198.51.{number // 250}.{number % 250}")

    assert hashes() == 10
    assert "Trop de tentatives" in words


def test_another_port_in_the_host_gives_no_more_tries() -> None:
    user = make_user(password=PASSWORD)
    hashes()

    for port in range(8000, 8030):
        try_once(user.email, address=f"198.51.100.{port % 250}", host=f"testserver:{port}")

    assert hashes() == 10


def test_one_address_tries_twenty_accounts_an_hour(is_long: bool) -> None:
    for number in range(10_000 if is_long else 60):
        try_once(f"personne{number}@retz.example.org")

    assert hashes() == 20


def test_cache_full_of_other_tries_forgets_none(settings: Settings) -> None:
    user = make_user(password=PASSWORD)
    for _try in range(10):
        try_once(user.email, address="198.51.100.1")
    for number in range(320):  # the library's default cache empties itself at 300 entries
        cache.set(f"personne{number}", [number], 3600)
    hashes()

    words = try_once(user.email, address="198.51.100.2")

    assert hashes() == 0
    assert "Trop de tentatives" in words


def test_known_and_unknown_address_get_the_same_words_and_work() -> None:
    user = make_user(password=PASSWORD, email="connue@retz.example.org")
    rows = []
    for email in (user.email, "absente@retz.example.org"):
        hashes()
        with CaptureQueriesContext(connection) as queries_context:
            page = try_once(email)
        words = re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page.replace(email, ""))
        rows.append((words, hashes(), len(queries_context)))

    assert rows[0] == rows[1]
    assert rows[0][1] == 1


def test_right_password_is_not_heard_after_ten_wrong_ones_until_an_hour_has_passed() -> None:
    user, right = make_user(password=PASSWORD), {"password": PASSWORD}
    for _try in range(10):
        try_once(user.email)
    hashes()

    stopped = Client().post(SIGN_IN, {"login": user.email} | right)
    with travel(timezone.now() + timedelta(minutes=61)):
        response = Client().post(SIGN_IN, {"login": user.email} | right)

    assert (stopped.status_code, response.status_code) == (200, 302)


def come_by_link(browser: Client, email: str) -> None:
    """Another password, the same one, by the link of a letter."""
    browser.post(RECOVERY, {"email": email})
    link = re.search(r"https?://[^/]+(\S+)", str(sent_messages()[-1].body))
    assert link is not None
    page = browser.get(link[1], follow=True)
    typed = {"password1": PASSWORD, "password2": PASSWORD}
    changed = browser.post(page.redirect_chain[-1][0], typed)
    assert changed.status_code == 302


def closed_by_others(email: str) -> None:
    """The account, after ten wrong passwords from ten addresses."""
    for number in range(12):
        try_once(email, address=f"198.51.100.{number}")
    hashes()


def test_owner_signs_in_on_a_known_device_whatever_others_try() -> None:
    user = make_user(password=PASSWORD)
    used, other = Client(), Client()
    right = {"login": user.email, "password": PASSWORD}
    assert used.post(SIGN_IN, right).status_code == 302
    used.get("/compte/")
    used.post("/compte/deconnexion/")

    closed_by_others(user.email)

    assert (other.post(SIGN_IN, right).status_code, hashes()) == (200, 0)
    assert used.post(SIGN_IN, right).status_code == 302


def test_known_device_tries_ten_times_an_hour_and_its_account_alone() -> None:
    user, neighbour = make_user(password=PASSWORD), make_user(password=PASSWORD)
    used = Client()
    used.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    used.get("/compte/")
    used.post("/compte/deconnexion/")
    closed_by_others(neighbour.email)

    for email in (user.email, neighbour.email):
        for _try in range(15):
            used.post(SIGN_IN, {"login": email, "password": "ce n’est pas lui"})

    assert hashes() == 10


def test_cookie_that_we_did_not_sign_makes_no_device_known() -> None:
    user = make_user(password=PASSWORD)
    closed_by_others(user.email)
    forger = Client()
    forger.cookies["sessionid-last"] = f"{user.pk}:1vNqzR:abcdefghijklmnop"

    page = forger.post(SIGN_IN, {"login": user.email, "password": PASSWORD})

    assert (page.status_code, hashes()) == (200, 0)


def test_reset_link_opens_the_account_and_makes_the_device_known() -> None:
    user = make_user(password=PASSWORD)
    closed_by_others(user.email)
    owner, right = Client(), {"login": user.email, "password": PASSWORD}
    assert owner.post(SIGN_IN, right).status_code == 200

    come_by_link(owner, user.email)
    closed_by_others(user.email)

    assert Client().post(SIGN_IN, right).status_code == 200
    assert owner.post(SIGN_IN, right).status_code == 302


def test_addresses_of_one_ipv6_network_are_counted_together() -> None:
    for number in range(30):
        try_once(f"personne{number}@retz.example.org", address=f"2001:db8:1:2::{number:x}")

    assert hashes() == 20
    try_once("une.autre@retz.example.org", address="2001:db8:1:3::1")
    assert hashes() == 1


def test_link_of_the_letter_ignores_the_port_that_was_asked_for(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://maillage.exemple.fr"
    user = make_user()

    Client().post(RECOVERY, {"email": user.email}, headers={"host": "testserver:31337"})

    (letter,) = sent_messages()
    assert re.findall(r"https?://[^/]+", str(letter.body)) == ["https://maillage.exemple.fr"]


def test_stranger_receives_three_letters_a_day_at_one_mailbox() -> None:
    user = make_user()
    page = Client().post(RECOVERY, {"email": user.email}, follow=True).text
    sent_messages()

    pages = set()
    for number in range(8):
        address = f"203.0.113.{number}"
        for email in (f"absente+{number}@retz.example.org", user.email)[: 1 if number > 3 else 2]:
            answer = Client().post(RECOVERY, {"email": email}, follow=True, REMOTE_ADDR=address)
            pages.add(answer.text)

    assert pages == {page}
    letters = [letter.to[0] for letter in sent_messages()]
    strangers = [f"absente+{number}@retz.example.org" for number in range(3)]
    assert [one for one in letters if one != user.email] == strangers
    assert letters.count(user.email) == 5


def test_recovery_says_the_same_for_a_known_and_an_unknown_address() -> None:
    user = make_user()
    pages = []
    for email in (user.email, "absente@retz.example.org"):
        page = Client().post(RECOVERY, {"email": email}, follow=True)
        pages.append(page.text)

    assert pages[0] == pages[1]
    assert [letter.to for letter in sent_messages()] == [[user.email], ["absente@retz.example.org"]]


def test_without_its_limit_every_try_would_be_hashed(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": False}
    user = make_user(password=PASSWORD)
    hashes()

    for _try in range(30):
        try_once(user.email)

    assert hashes() == 30
