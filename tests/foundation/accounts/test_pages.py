import re
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.foundation.accounts.makers import make_user, make_user_session
from tests.foundation.mail.carried import sent_messages

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je connais"


def heading(response: HttpResponse) -> str:
    return str(re.findall(r"<h1>(.*?)</h1>", response.text)[0])


def response_to(client: Client, path: str, data: dict[str, str] | None = None) -> HttpResponse:
    response = client.post(path, data, follow=True) if data else client.get(path)
    assert isinstance(response, HttpResponse)
    return response


def test_sign_in_page_asks_for_an_address_and_a_password() -> None:
    page = response_to(Client(), "/compte/connexion/")

    assert heading(page) == "Se connecter"
    assert re.findall(r'<label class="m-label" for="(\w+)">([^<]+)</label>', page.text) == [
        ("id_login", "Courriel professionnel"),
        ("id_password", "Mot de passe"),
    ]


def test_wrong_password_keeps_the_address_and_says_what_is_wrong() -> None:
    user = make_user()

    page = response_to(Client(), "/compte/connexion/", {"login": user.email, "password": "faux"})

    assert f'value="{user.email}"' in page.text
    assert page.text.count("data-maillage-errors") == 1
    assert "Ce courriel et ce mot de passe ne vont pas ensemble" in page.text
    assert "faux" not in page.text


def test_forgotten_password_is_chosen_again_by_a_link_that_serves_once() -> None:
    user = make_user()
    client = Client()

    sent = response_to(client, "/compte/mot-de-passe/oublie/", {"email": user.email})
    link = re.findall(r"http://localhost:8000(/\S+)", str(sent_messages()[0].body))[0]
    choose = client.get(link, follow=True).request["PATH_INFO"]
    done = response_to(client, choose, {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()

    assert heading(sent) == "Regardez votre courriel"
    assert heading(done) == "Votre mot de passe est changé"
    assert user.check_password(PASSWORD)
    assert heading(response_to(Client(), link)) == "Ce lien ne sert plus"


def test_unknown_address_gets_the_same_page() -> None:
    page = response_to(Client(), "/compte/mot-de-passe/oublie/", {"email": "personne@exemple.fr"})

    assert heading(page) == "Regardez votre courriel"


def test_nobody_registers_alone() -> None:
    assert heading(response_to(Client(), "/compte/inscription/")) == "On entre sur invitation"


def test_account_page_lists_connections_and_closes_the_others() -> None:
    user = make_user(password=PASSWORD)
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        response_to(client, "/compte/connexion/", {"login": user.email, "password": PASSWORD})

    page = response_to(here, "/compte/sessions/")
    response_to(here, "/compte/sessions/", {"close": "others"})

    assert "<b>2 connexions</b> sont ouvertes" in page.text
    assert page.text.index("Cet appareil") < page.text.index("Ailleurs")
    assert (page.text.count('class="m-fold"'), page.text.count("/fermer/")) == (1, 2)
    assert elsewhere.get("/compte/sessions/").status_code == 302
    assert here.get("/compte/sessions/").status_code == 200


def test_name_and_theme_are_chosen_and_every_page_follows() -> None:
    client, user = Client(), make_user()
    client.force_login(user)

    page = response_to(client, "/compte/", {"name": "Nadia Guérineau", "theme": "dark"})
    user.refresh_from_db()

    assert (user.name, user.theme) == ("Nadia Guérineau", "dark")
    assert '<html lang="fr" data-bs-theme="dark">' in page.text
    assert "Votre compte est à jour." in page.text


def test_shortcut_of_one_key_is_switched_off_and_on_again() -> None:
    client, user = Client(), make_user()
    client.force_login(user)
    values = {"name": "Nadia Guérineau", "theme": ""}

    without = response_to(client, "/compte/", values)
    with_it = response_to(client, "/compte/", values | {"uses_shortcuts": "on"})

    off = "<body data-maillage-no-shortcut>"
    assert (off in without.text, off in with_it.text) == (True, False)


def test_theme_that_does_not_exist_is_refused_and_the_name_typed_stays() -> None:
    client, user = Client(), make_user()
    client.force_login(user)

    page = response_to(client, "/compte/", {"name": "Nadia", "theme": "pink"})
    user.refresh_from_db()

    assert user.theme == ""
    assert 'value="Nadia"' in page.text
    assert heading(page) == "Mon compte"
    assert "Hélène Marchadier, " in page.text


def test_one_connection_or_all_of_them_are_closed() -> None:
    user = make_user(password=PASSWORD)
    here, elsewhere, third = Client(), Client(), Client()
    for client in (here, elsewhere, third):
        response_to(client, "/compte/connexion/", {"login": user.email, "password": PASSWORD})
    second = UserSession.objects.get(session_key=elsewhere.session.session_key)

    here.post("/compte/confirmer/", {"password": PASSWORD})
    here.post(f"/compte/sessions/{second.pk}/fermer/")
    after_one = [client.get("/compte/").status_code for client in (here, elsewhere, third)]
    here.post("/compte/sessions/fermer/")

    assert after_one == [200, 302, 200]
    assert [client.get("/compte/").status_code for client in (here, third)] == [302, 302]


def test_connection_is_closed_after_the_password_is_given_again() -> None:
    user = make_user(password=PASSWORD)
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        response_to(client, "/compte/connexion/", {"login": user.email, "password": PASSWORD})
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    path = f"/compte/sessions/{other.pk}/fermer/"

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        led = here.post(path)
        before = elsewhere.get("/compte/").status_code
        wrong = here.post(led.headers["Location"], {"password": "une autre phrase"})
        still = elsewhere.get("/compte/").status_code
        here.post(led.headers["Location"], {"password": PASSWORD})
        after = elsewhere.get("/compte/").status_code

    assert led.headers["Location"].partition("?")[0] == "/compte/confirmer/"
    assert (before, wrong.status_code, still, after) == (200, 200, 200, 302)


def test_connection_of_another_is_out_of_reach() -> None:
    client, other = Client(), make_user_session()
    client.force_login(make_user())

    assert client.post(f"/compte/sessions/{other.pk}/fermer/").status_code == 404
    assert UserSession.objects.filter(pk=other.pk).exists()
