"""Headers on what no address answers: errors, files, the sign-in. Visits look at the others."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.links.services import invitation_path
from maillage.foundation.cooperations.models import Access, Cooperation
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_invitation
from tests.reliability.production import production_settings
from tests.visits.place import IN_PRODUCTION
from tests.visits.readers import COOKIES, missing_headers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _production(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The headers and cookies of production; its names and static files stay those of tests."""
    read = production_settings(monkeypatch, tmp_path)
    for name, value in read.items():
        if name.startswith(IN_PRODUCTION):
            setattr(settings, name, value)


def secure(access: Access | None = None) -> Client:
    """A client that speaks HTTPS, signed in or not."""
    client = signed_in(access) if access else Client()
    client.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
    client.raise_request_exception = False
    return client


def test_errors_carry_them(access: Access, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.reliability.broken_urls"
    member, guarded = secure(access), secure()
    guarded.handler.enforce_csrf_checks = True
    closed = make_invitation(expires_at=timezone.now() - timedelta(days=1))
    heavy = "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)

    answers = {
        400: member.get("/", headers={"host": "ailleurs.example.org"}),
        403: guarded.post("/compte/connexion/", {"login": "a@b.fr"}),
        404: member.get("/nulle-part/"),
        405: member.put(f"/c/{access.cooperation.slug}/"),
        410: member.get(invitation_path(closed)),
        413: secure().post("/compte/connexion/", {"login": heavy}),
        500: member.get("/panne/"),
    }

    assert {status: answer.status_code for status, answer in answers.items()} == {
        status: status for status in answers
    }
    assert {status: missing_headers(answer) for status, answer in answers.items()} == {
        status: [] for status in answers
    }


def test_too_many_tries_carry_them() -> None:
    client = secure()
    for _try in range(6):
        page = client.post("/compte/mot-de-passe/oublie/", {"email": "a@retz.example.org"})

    assert page.status_code == 429
    assert missing_headers(page) == []
    assert "Ce que vous pouvez faire" in page.text


def test_sign_in_carries_them_with_the_cookies_of_the_host() -> None:
    user, client = make_user(password="une phrase que je connais"), secure()

    page = client.post(
        "/compte/connexion/", {"login": user.email, "password": "une phrase que je connais"}
    )

    assert missing_headers(page) == []
    assert set(page.cookies) == COOKIES


def test_files_and_redirections_carry_them(settings: Settings) -> None:
    file = secure().get("/static/core/favicon.svg")
    file.close()
    settings.SECURE_SSL_REDIRECT = True
    moved = Client().get("/compte/connexion/")

    assert (file.status_code, moved.status_code) == (200, 301)
    assert missing_headers(file) == []
    assert missing_headers(moved) == ["Strict-Transport-Security"]  # said over HTTPS alone


def test_a_response_without_them_is_found(settings: Settings, cooperation: Cooperation) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "csp" not in name]
    settings.SESSION_COOKIE_NAME = "session"

    page = secure().post("/compte/connexion/", {"login": "a@b.fr", "password": "x"})
    page.set_cookie("session", "1")

    assert missing_headers(page) == ["Content-Security-Policy", "cookie session"]
