"""From `run serve` on an empty folder to the first invited colleague, without touching a file."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.servers import free_port
from tests.browser.conftest import SIZES
from tests.browser.hands import Plain

ROOT = Path(__file__).parents[2]
PASSWORD = "des genêts au bord du lac"
LINK = re.compile(r"http://localhost:\d+/premier-acces/\S+")
ITS_OWN = ("DATABASE_URL", "MAILLAGE_", "DJANGO_", "PYTHONPATH", "PYTEST")


@pytest.fixture
def first_link(tmp_path: Path) -> Iterator[str]:
    """What `run serve` writes when nobody has an account yet."""
    port = free_port()
    value_by_name = {
        name: value for name, value in os.environ.items() if not name.startswith(ITS_OWN)
    }
    settings = {
        "MAILLAGE_SECRET_KEY": secrets.token_urlsafe(50),
        "MAILLAGE_HOSTS": "localhost",
        "MAILLAGE_ORIGINS": f"http://localhost:{port}",
        "MAILLAGE_DATA": str(tmp_path / "empty"),
    }
    served = subprocess.Popen(
        [sys.executable, "run", "serve", "--port", str(port)],
        cwd=ROOT,
        env=value_by_name | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert served.stdout
    try:
        matches = (LINK.search(line) for line in served.stdout)
        yield next((link[0] for link in matches if link), "")
    finally:
        served.terminate()
        served.communicate(timeout=60)


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
