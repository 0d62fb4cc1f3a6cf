"""New session at login; logout, password change, role withdrawn: effective at once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.links.services import invitation_path
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.cooperations.spaces.services import give_access, withdraw_access
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_answer_link, make_invitation
from tests.ground.directory.makers import make_member

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "une phrase que je connais", "une autre phrase, plus longue"
SIGN_IN = "/compte/connexion/"


@pytest.fixture
def reader() -> Access:
    """An officer who signs in with a password."""
    return make_access(user=make_user(password=PASSWORD))


def signed_in_by_password(access: Access) -> Client:
    """A client that went through the sign-in page."""
    client = Client()
    client.post(SIGN_IN, {"login": access.user.email, "password": PASSWORD})
    return client


def opens(client: Client, access: Access) -> int:
    """The status of the cooperation's map, which every role may open."""
    return client.get(f"/c/{access.cooperation.slug}/?vue=arbre").status_code


def copied(client: Client) -> Client:
    """Somebody else, who took a copy of the cookies."""
    thief = Client()
    thief.cookies.load({name: cookie.value for name, cookie in client.cookies.items()})
    return thief


def test_session_known_before_sign_in_opens_nothing_after(reader: Access) -> None:
    client = Client()
    client.post(f"/c/{reader.cooperation.slug}/ma-journee/passer-la-main/", {"text": "Rappeler"})
    thief = copied(client)

    client.post(SIGN_IN, {"login": reader.user.email, "password": PASSWORD})

    assert (opens(client, reader), opens(thief, reader)) == (200, 302)


def test_sign_out_closes_the_copied_session(reader: Access) -> None:
    client = signed_in_by_password(reader)
    thief = copied(client)
    assert opens(thief, reader) == 200

    client.post("/compte/deconnexion/")

    assert (opens(client, reader), opens(thief, reader)) == (302, 302)


def test_password_change_closes_every_other_session(reader: Access) -> None:
    here, elsewhere = signed_in_by_password(reader), signed_in_by_password(reader)

    here.post(
        "/compte/mot-de-passe/",
        {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER},
    )

    assert (opens(here, reader), opens(elsewhere, reader)) == (200, 302)


def test_closed_account_opens_nothing(reader: Access) -> None:
    client = signed_in_by_password(reader)
    reader.user.is_active = False
    reader.user.save()

    right, wrong = (
        Client().post(SIGN_IN, {"login": reader.user.email, "password": typed}).text
        for typed in (PASSWORD, OTHER)
    )

    assert opens(client, reader) == 302
    assert words_of(right) == words_of(wrong)


def words_of(page: str) -> str:
    """The words of a page, without what is drawn by lot."""
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


def test_withdrawn_role_closes_the_cooperation(reader: Access) -> None:
    make_access(cooperation=reader.cooperation)
    client = signed_in_by_password(reader)

    withdraw_access(author=reader.user, access=reader)

    assert opens(client, reader) == 404


def test_narrower_role_closes_what_it_no_longer_opens(reader: Access) -> None:
    make_access(cooperation=reader.cooperation)
    client = signed_in_by_password(reader)
    settings = f"/c/{reader.cooperation.slug}/reglages/"
    assert client.get(settings).status_code == 200

    give_access(
        author=reader.user, cooperation=reader.cooperation, user=reader.user, role="observer"
    )

    assert (opens(client, reader), client.get(settings).status_code) == (200, 403)


def test_pages_of_a_reader_are_kept_by_no_proxy_and_asked_again(reader: Access) -> None:
    """Not "no-store": going back would then lose what was typed."""
    client = signed_in_by_password(reader)
    page = client.get(f"/c/{reader.cooperation.slug}/")
    file = client.get("/?export=csv")

    assert page.headers["Cache-Control"] == "private, no-cache"
    assert file.headers["Cache-Control"] == "private, no-store"


def test_pages_of_a_signed_link_are_kept_by_no_proxy(reader: Access) -> None:
    """An open question, one that expired, a forged one, an invitation: to nobody else."""
    member = make_member(cooperation=reader.cooperation)
    link = make_answer_link(cooperation=reader.cooperation, target=member.organisation_id)
    expired = make_answer_link(expires_at=timezone.now() - timedelta(days=1))
    paths = {
        path_of(link): 200,
        path_of(expired): 410,
        reverse("cooperations:answer", args=["card", "faux"]): 404,
        invitation_path(make_invitation(cooperation=reader.cooperation)): 200,
    }

    pages = {path: Client().get(path) for path in paths}

    assert {path: page.status_code for path, page in pages.items()} == paths
    assert {page.headers.get("Cache-Control") for page in pages.values()} == {"private, no-cache"}
