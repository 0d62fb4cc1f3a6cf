"""Choosing how often one is reminded, and stopping without signing in."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from maillage.foundation.mail.models import Rhythm
from maillage.foundation.mail.stopping import stop_token, stop_url
from tests.foundation.accounts.makers import make_user
from tests.foundation.mail.makers import make_rhythm

pytestmark = pytest.mark.django_db
RHYTHM = "/compte/rappels/"


def rhythms() -> list[tuple[int, str]]:
    """Who has chosen what."""
    return list(Rhythm.objects.order_by("user").values_list("user", "every"))


def strict_client() -> Client:
    """A client without session, whose forms would have to carry a token."""
    return Client(enforce_csrf_checks=True)


def test_week_is_chosen_for_who_has_said_nothing() -> None:
    client = Client()
    client.force_login(make_user())

    page = client.get(RHYTHM)

    assert page.text.count(" checked") == 1
    assert 'value="week"' in next(part for part in page.text.split("<input") if " checked" in part)


@pytest.mark.parametrize("every", ["time", "day", "week", "month", "never"])
def test_reader_chooses_their_rhythm(every: str) -> None:
    user, client = make_user(), Client()
    client.force_login(user)

    client.post(RHYTHM, {"every": every})

    assert rhythms() == [(user.pk, every)]


def test_unknown_rhythm_changes_nothing() -> None:
    rhythm, client = make_rhythm(), Client()
    client.force_login(rhythm.user)

    page = client.post(RHYTHM, {"every": "hourly"})

    assert page.status_code == 200
    assert rhythms() == [(rhythm.user_id, "day")]


def test_looking_at_the_link_stops_nothing() -> None:
    rhythm = make_rhythm()

    page = strict_client().get(reverse("mail:stop", args=[stop_token(rhythm.user_id)]))

    assert "Arrêter les rappels</button>" in page.text
    assert rhythms() == [(rhythm.user_id, "day")]


def test_one_post_stops_without_session_nor_token() -> None:
    rhythm, beside = make_rhythm(), make_rhythm()

    page = strict_client().post(
        reverse("mail:stop", args=[stop_token(rhythm.user_id)]),
        {"List-Unsubscribe": "One-Click"},
    )

    assert "Vous ne recevrez plus de rappels" in page.text
    assert rhythms() == [(rhythm.user_id, "never"), (beside.user_id, "day")]


def test_who_never_chose_can_stop_too() -> None:
    user = make_user()

    strict_client().post(reverse("mail:stop", args=[stop_token(user.pk)]))

    assert rhythms() == [(user.pk, "never")]


def test_forged_link_is_nowhere() -> None:
    rhythm = make_rhythm()
    genuine = stop_token(rhythm.user_id)
    forged = [f"{rhythm.user_id}", genuine[:-1] + "x", genuine.replace("~", "1~"), "1~~"]

    pages = [strict_client().post(reverse("mail:stop", args=[token])) for token in forged]

    assert [page.status_code for page in pages] == [404] * 4
    assert rhythms() == [(rhythm.user_id, "day")]


def test_link_is_a_full_address(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://maillage.exemple.fr"

    assert stop_url(7) == f"https://maillage.exemple.fr/rappels/arreter/{stop_token(7)}/"
