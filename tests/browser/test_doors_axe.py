"""Signing in, one's account, a page that does not exist: axe finds nothing, at both widths."""

import pytest
from playwright.sync_api import Page, expect

from maillage.foundation.accounts.models import User
from tests.browser.conftest import Open, focused, overflows, violations
from tests.foundation.accounts.makers import make_user

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "une phrase que je connais"


def sign_in(page: Page, user: User) -> None:
    page.get_by_label("Courriel professionnel").fill(user.email)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/compte/connexion/" not in url)


def test_sign_in_has_no_violation(opened: Open, look: tuple[str, str]) -> None:
    page = opened("/compte/connexion/", size=look[0], theme=look[1])

    assert violations(page) == []
    assert overflows(page) == 0


@pytest.mark.parametrize("place", ["mentions-legales", "donnees-personnelles", "accessibilite"])
def test_legal_pages_have_no_violation(opened: Open, place: str) -> None:
    page = opened(f"/{place}/", size="phone")

    assert violations(page) == []
    assert overflows(page) == 0


def test_account_has_no_violation(opened: Open, look: tuple[str, str]) -> None:
    user = make_user(password=PASSWORD)
    page = opened("/compte/connexion/?next=/compte/", size=look[0], theme=look[1])

    sign_in(page, user)

    expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte")
    assert violations(page) == []
    assert overflows(page) == 0


def test_wrong_password_is_read_first(opened: Open) -> None:
    page = opened("/compte/connexion/")

    page.get_by_label("Courriel professionnel").fill("personne@exemple.fr")
    page.get_by_label("Mot de passe", exact=True).fill("faux")
    page.keyboard.press("Enter")

    expect(page.locator("[data-maillage-errors]")).to_be_focused()
    assert "reprendre" in focused(page)
    assert violations(page) == []


def test_skip_link_goes_to_the_content(opened: Open) -> None:
    page = opened("/exemples/fiche/")

    page.keyboard.press("Tab")
    assert focused(page) == "Aller au contenu"
    page.keyboard.press("Enter")

    expect(page.locator("#contenu")).to_be_focused()


def test_dark_setting_wins_over_the_device(opened: Open) -> None:
    user = make_user(password=PASSWORD)
    User.objects.filter(pk=user.pk).update(theme="dark")
    page = opened("/compte/connexion/?next=/compte/sessions/")

    sign_in(page, user)

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(16, 26, 29)"
