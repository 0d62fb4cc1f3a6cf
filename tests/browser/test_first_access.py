"""From an installation without any account to the first invited colleague, by the keys alone."""

import pytest
from playwright.sync_api import expect

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import first_path
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "des genêts au bord du lac"


def test_first_link_leads_to_the_first_invited_colleague(opened: Open) -> None:
    page = opened(first_path())
    hands = Keyboard(page)
    seen = [(violations(page), overflows(page))]

    hands.write("Nom de votre espace", "Pays de Retz")
    hands.write("Votre nom", "Nadia Guérineau")
    hands.write("Votre courriel professionnel", "nadia@retz.example.org")
    hands.write("Choisissez un mot de passe", PASSWORD)
    hands.press("button", "Ouvrir l’espace")
    hands.press("link", "Ouvrir une coopération")
    hands.write("Son nom", "CTG du Pays de Retz")
    hands.choose("CTG")
    hands.press("button", "Ouvrir la coopération")
    page.goto(f"{page.url.partition('/c/')[0]}/c/{page.url.split('/')[4]}/acces/inviter/")
    hands.write("Adresse de courriel", "yann@retz.example.org")
    hands.press("button", "Préparer l’invitation")
    link = page.get_by_label("Le lien à transmettre").input_value()

    page.context.clear_cookies()
    page.goto(link)
    seen.append((violations(page), overflows(page)))
    hands.write("Votre nom", "Yann Leray")
    hands.write("Choisissez un mot de passe", PASSWORD)
    hands.press("button", "Entrer")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert [user.name for user in User.objects.order_by("pk")] == ["Nadia Guérineau", "Yann Leray"]
    assert seen == [([], 0), ([], 0)]
    assert hands.unseen == []
