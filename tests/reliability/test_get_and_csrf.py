"""What comes from elsewhere is refused, and what was typed is shown: tokens, origins, hosts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import Change
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.mail.carried import sent_messages

pytestmark = pytest.mark.django_db
TYPED = {"family_name": "Gaborit <script>", "name": "Côte de Jade", "version": "1"}


def guarded(access: Access) -> Client:
    """A client signed in, whose forms must carry their token."""
    client = signed_in(access)
    client.handler.enforce_csrf_checks = True
    return client


def token_on(client: Client, url: str) -> str:
    """The token of the form on this page."""
    values = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(url).text)
    return str(values[0])


def test_refused_form_shows_what_was_typed_to_be_copied(access: Access) -> None:
    page = guarded(access).post(
        f"/c/{access.cooperation.slug}/reglages/",
        TYPED | {"password": "une phrase", "password1": "une autre", "oldpassword": "secrète"},
    )

    shown = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert shown == ["Gaborit &lt;script&gt;", "Côte de Jade"]
    assert "<form" not in page.text.partition("m-lost")[2].partition("</main>")[0]
    assert not any(secret in page.text for secret in ("une phrase", "une autre", "secrète"))


def test_right_token_is_taken(access: Access) -> None:
    client, url = guarded(access), f"/c/{access.cooperation.slug}/ma-journee/passer-la-main/"

    page = client.post(url, {"text": "Rappeler", "csrfmiddlewaretoken": token_on(client, url)})

    assert (page.status_code, Change.objects.count()) == (302, 1)


def test_foreign_origin_is_refused_even_with_the_token(access: Access) -> None:
    client, url = guarded(access), f"/c/{access.cooperation.slug}/ma-journee/passer-la-main/"
    typed = {"text": "Rappeler", "csrfmiddlewaretoken": token_on(client, url)}

    page = client.post(url, typed, headers={"origin": "https://ailleurs.example.org"})

    assert page.status_code == 403
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    "host",
    ["ailleurs.example.org", "testserver.ailleurs.example.org", "testserver@ailleurs", "a b"],
)
def test_foreign_host_is_refused(host: str) -> None:
    page = Client().post(
        "/compte/mot-de-passe/oublie/", {"email": make_user().email}, headers={"host": host}
    )

    assert page.status_code == 400
    assert sent_messages() == []


@pytest.mark.parametrize(
    "following",
    [
        "https://ailleurs.example.org/",
        "//ailleurs.example.org",
        "/\\ailleurs.example.org",
        "javascript:alert(1)",
        "https:ailleurs.example.org",
        "/\t/ailleurs.example.org",
    ],
)
def test_sign_in_never_leads_elsewhere(following: str) -> None:
    user = make_user(password="une phrase que je connais")

    page = Client().post(
        f"{reverse('account_login')}?next={following}",
        {"login": user.email, "password": "une phrase que je connais", "next": following},
    )

    assert (page.status_code, page.headers["Location"]) == (302, "/accueil/")


def test_line_breaks_in_names_stay_out_of_headers(access: Access, cooperation: Cooperation) -> None:
    cooperation.name = "Retz\r\nSet-Cookie: pris=1\r\n\r\n<b>"
    cooperation.save()
    client = signed_in(access)
    invite = reverse("cooperations:access_invite", args=[cooperation.slug])

    sent = client.post(
        invite, {"email": "nadia@retz.example.org", "role": "team", "name": "a\r\nb"}
    )
    file = client.get(
        reverse("cooperations:accesses", args=[cooperation.slug]), {"export": "csv\r\nX: 1"}
    )

    assert (sent.status_code, file.status_code) == (302, 200)
    assert "pris" not in str(sent.headers) + str(file.headers) + str(sent.cookies)
    assert sent_messages()[0].recipients() == ["nadia@retz.example.org"]
    assert "\n" not in sent_messages()[0].subject
