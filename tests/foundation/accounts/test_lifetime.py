"""A sign-in holds a working day, or a month on a device that its owner keeps."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from time_machine import travel

from tests.foundation.accounts.makers import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je connais"
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REFUSALS = {
    "sqlite": [
        "CREATE TRIGGER full_disk BEFORE UPDATE ON django_session"
        " BEGIN SELECT RAISE(FAIL, 'disk full'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'disk full'; END $$",
        "CREATE TRIGGER full_disk BEFORE UPDATE ON django_session"
        " FOR EACH ROW EXECUTE FUNCTION full_disk()",
    ],
}


def sign_in(**typed: str) -> Client:
    """A client that signed in on the morning of 2 March."""
    client = Client()
    with travel(MORNING, tick=False):
        user = make_user(password=PASSWORD)
        client.post("/compte/connexion/", {"login": user.email, "password": PASSWORD, **typed})
    return client


def opens(client: Client, after: timedelta) -> int:
    """The status of the account's page, that long after the sign-in."""
    with travel(MORNING + after, tick=False):
        return client.get("/compte/").status_code


def test_session_ends_when_nobody_comes_back() -> None:
    short, client = sign_in(), sign_in(remember="on")

    assert [opens(short, after) for after in (11 * HOUR, 22 * HOUR)] == [200, 200]
    assert opens(sign_in(), 12 * HOUR) == 302
    assert [opens(client, after) for after in (6 * DAY, 12 * DAY, 19 * DAY)] == [200, 200, 302]


def test_session_ends_even_when_used_all_along() -> None:
    short, client = sign_in(), sign_in(remember="on")

    hours = [opens(short, number * HOUR) for number in range(1, 26)]
    days = [opens(client, number * DAY) for number in range(1, 32)]

    assert hours == [200] * 23 + [302, 302]
    assert days == [200] * 29 + [302, 302]


def test_session_without_a_date_is_signed_in_again() -> None:
    client = sign_in()
    with travel(MORNING, tick=False):
        session = client.session
        del session["began_at"]
        session.save()

    assert opens(client, HOUR) == 302


def test_pages_close_together_write_no_session() -> None:
    client = sign_in()
    before = Session.objects.get().session_data

    first, noted = opens(client, timedelta(minutes=4)), Session.objects.get().session_data
    second, renoted = opens(client, timedelta(minutes=6)), Session.objects.get().session_data

    assert (first, second) == (200, 200)
    assert noted == before
    assert renoted != before


def test_sessions_that_cannot_be_written_stop_no_reading() -> None:
    client = sign_in()
    with connection.cursor() as cursor:
        for sentence in REFUSALS[connection.vendor]:
            cursor.execute(sentence)

    assert opens(client, HOUR) == 200


def test_sign_out_empties_the_browser() -> None:
    client = sign_in()

    with travel(MORNING + HOUR, tick=False):
        inside = client.get("/compte/")
        left = client.post("/compte/deconnexion/")
        outside = client.get("/compte/connexion/")

    assert [page.headers.get("Clear-Site-Data") for page in (inside, left, outside)] == [
        None,
        '"cache", "storage"',
        None,
    ]
