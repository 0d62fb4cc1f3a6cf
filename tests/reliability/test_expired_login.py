"""What was typed is never lost when the session ended meanwhile."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from time_machine import travel

from maillage.foundation.accounts import waiting_forms
from maillage.foundation.cooperations.models import Access
from maillage.ground.missions.models import HandOver
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je connais"
NOTE = 'Rappeler Machecoul « avant » jeudi <b>"'
SIGN_IN = "/compte/connexion/"


@pytest.fixture
def writer() -> Access:
    """An officer who signs in with a password."""
    return make_access(user=make_user(password=PASSWORD))


def hand_over(access: Access) -> str:
    """The address of a form."""
    return f"/c/{access.cooperation.slug}/ma-journee/passer-la-main/"


def sign_in(client: Client, access: Access, following: str = "") -> str:
    """Signs in, and gives the address one is sent to."""
    page = client.post(following or SIGN_IN, {"login": access.user.email, "password": PASSWORD})
    return str(page.headers["Location"])


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the first form of the page, as a browser reads them."""
    form = page.partition('<form class="m-gap-m"')[2].partition("</form>")[0]
    values = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    escaped = {"&quot;": '"', "&lt;": "<", "&gt;": ">", "&#x27;": "'", "&amp;": "&"}
    return {
        name: re.sub("|".join(escaped), lambda match: escaped[match[0]], value)
        for name, value in values
    }


def test_typed_form_waits_behind_the_sign_in(writer: Access) -> None:
    client = Client(enforce_csrf_checks=True)
    token = fields_token(client.get(SIGN_IN).text)
    response = client.post(hand_over(writer), {"text": NOTE, "csrfmiddlewaretoken": token})
    sign_in_page = client.get(response.headers["Location"])
    back = client.post(
        response.headers["Location"],
        {
            "login": writer.user.email,
            "password": PASSWORD,
            "csrfmiddlewaretoken": fields_token(sign_in_page.text),
        },
    )
    page = client.get(back.headers["Location"])

    sent = client.post(hand_over(writer), fields(page.text))

    assert "est gardé une heure" in sign_in_page.text
    assert f'action="{hand_over(writer)}"' in page.text
    assert sent.status_code == 302
    assert [note.text for note in HandOver.objects.all()] == [NOTE]


def fields_token(page: str) -> str:
    """The token of the page's form."""
    return str(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0])


def expire(client: Client) -> None:
    """Ends the session as time does: the browser keeps what else it knew."""
    Session.objects.all().delete()
    client.cookies.pop(settings.SESSION_COOKIE_NAME)


def test_kept_form_is_shown_to_the_account_that_typed_it(writer: Access) -> None:
    client = Client()
    sign_in(client, writer)
    client.get(hand_over(writer))
    expire(client)

    response = client.post(hand_over(writer), {"text": NOTE})
    sign_in(client, writer, "/compte/connexion/")

    assert response.headers["Location"] == f"{SIGN_IN}?next=%2Fcompte%2Freprendre%2F"
    assert f'action="{hand_over(writer)}"' in client.get("/compte/reprendre/").text


def test_kept_form_is_forgotten_when_somebody_else_signs_in(writer: Access) -> None:
    other = make_access(
        cooperation=writer.cooperation,
        user=make_user(email="karim@retz.example.org", password=PASSWORD),
    )
    client = Client()
    sign_in(client, writer)
    client.get(hand_over(writer))
    expire(client)
    response = client.post(hand_over(writer), {"text": NOTE})

    sign_in(client, other, response.headers["Location"])
    page = client.get("/compte/reprendre/")

    assert (page.status_code, waiting_forms.NAME in client.session) == (302, False)


def test_form_of_an_unknown_browser_waits_only_behind_its_own_sign_in(writer: Access) -> None:
    behind, elsewhere = Client(), Client()
    for client in (behind, elsewhere):
        client.post(hand_over(writer), {"text": NOTE})

    sign_in(behind, writer, f"{SIGN_IN}?next=/compte/reprendre/")
    sign_in(elsewhere, writer)

    pages = [client.get("/compte/reprendre/").status_code for client in (behind, elsewhere)]
    assert pages == [200, 302]


def test_browser_cannot_say_it_is_somebody_else(writer: Access) -> None:
    client = Client()
    client.cookies[waiting_forms.last_name()] = str(writer.user.pk)

    client.post(hand_over(writer), {"text": NOTE})

    assert client.session[waiting_forms.NAME]["owner"] == ""


def test_passwords_are_not_kept(writer: Access) -> None:
    client = Client()

    client.post("/compte/mot-de-passe/", {"oldpassword": "ancien-secret", "name": "Nadia"})

    assert client.session[waiting_forms.NAME]["pairs"] == [["name", "Nadia"]]


def test_empty_form_goes_to_the_page_asked(writer: Access) -> None:
    page = Client().post(hand_over(writer), {"csrfmiddlewaretoken": "x", "text": " "})

    assert page.headers["Location"] == f"{SIGN_IN}?next={hand_over(writer).replace('/', '%2F')}"


def test_kept_form_is_forgotten_on_demand_and_after_an_hour(writer: Access) -> None:
    client, later = Client(), Client()
    for one in (client, later):
        response = one.post(hand_over(writer), {"text": NOTE})
        sign_in(one, writer, response.headers["Location"])
    client.post("/compte/reprendre/")

    assert client.get("/compte/reprendre/").status_code == 302
    with travel(timezone.now() + timedelta(minutes=61)):
        assert later.get("/compte/reprendre/").status_code == 302


def test_form_too_heavy_to_keep_is_shown_to_be_copied(writer: Access) -> None:
    page = Client().post(hand_over(writer), {"text": "é" * (waiting_forms.LONGEST + 1)})

    assert page.status_code == 403
    assert "é" * waiting_forms.LONGEST in page.text


def test_one_address_cannot_fill_the_sessions(writer: Access) -> None:
    statuses = [Client().post(hand_over(writer), {"text": NOTE}).status_code for _try in range(62)]

    assert statuses == [302] * 60 + [403] * 2


def test_part_of_a_page_sends_the_whole_page_to_sign_in(writer: Access) -> None:
    page = Client().get(
        f"/c/{writer.cooperation.slug}/acces/?q=a",
        headers={
            "hx-request": "true",
            "hx-current-url": f"http://testserver/c/{writer.cooperation.slug}/acces/",
        },
    )

    assert page.status_code == 200
    assert page.headers["HX-Redirect"] == (
        f"{SIGN_IN}?next=%2Fc%2F{writer.cooperation.slug}%2Facces%2F"
    )
