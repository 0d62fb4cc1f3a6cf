"""From `run serve` on an empty folder to the first invited colleague, without touching a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.empty import empty_installation
from tests.browser.conftest import SIZES
from tests.browser.hands import Plain

PASSWORD = "des genêts au bord du lac"


@pytest.fixture
def first_link(tmp_path: Path) -> Iterator[str]:
    """What `run serve` writes when nobody has an account yet."""
    with empty_installation(tmp_path / "empty") as link:
        yield link


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that knows nobody."""
    width, height = SIZES["wide"]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    yield context.new_page()
    context.close()


def test_serve_on_an_empty_folder_leads_to_the_first_invited_colleague(
    first_link: str, page: Page
) -> None:
    hands = Plain(page)

    page.goto(first_link)
    hands.write("Nom de votre espace", "Pays de Retz")
    hands.write("Votre nom", "Nadia Guérineau")
    hands.write("Votre courriel professionnel", "nadia@retz.example.org")
    hands.write("Choisissez un mot de passe", PASSWORD)
    hands.press("button", "Ouvrir l’espace")
    hands.press("link", "Ouvrir une coopération")
    hands.write("Son nom", "CTG du Pays de Retz")
    hands.choose("CTG")
    hands.press("button", "Ouvrir la coopération")
    hands.press("link", "Tous les outils")
    hands.press("link", "Accès")
    hands.press("link", "Inviter")
    hands.write("Adresse de courriel", "yann@retz.example.org")
    hands.press("button", "Préparer l’invitation")
    invitation = page.get_by_label("Le lien à transmettre").input_value()

    page.context.clear_cookies()
    page.goto(invitation)
    hands.write("Votre nom", "Yann Leray")
    hands.write("Choisissez un mot de passe", PASSWORD)
    hands.press("button", "Entrer")

    expect(page.get_by_text("CTG du Pays de Retz").first).to_be_visible()
    expect(page.get_by_role("link", name="Y. Leray")).to_be_visible()
