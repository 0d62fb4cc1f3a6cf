"""The legal pages: open to all, they show what is known, and what is missing to who may mend it."""

import pytest
from django.test import Client
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_administrator

pytestmark = pytest.mark.django_db
PAGES = ("/mentions-legales/", "/donnees-personnelles/", "/accessibilite/")
LEGAL = {
    "MAILLAGE_PUBLISHER": "Pôle de Retz",
    "MAILLAGE_PUBLISHER_ADDRESS": "1 rue du Port",
    "MAILLAGE_PUBLISHER_CONTACT": "contact@retz.example.org",
    "MAILLAGE_DIRECTOR": "Hélène Thébault",
    "MAILLAGE_HOST_NAME": "Hébergeur de Retz, 01 99 00 14 22",
    "MAILLAGE_DPO": "dpo@retz.example.org",
}


def plain(text: str) -> str:
    return " ".join(text.split())


def values_on(client: Client) -> list[list[str]]:
    """Which of the known values each legal page says."""
    pages = [client.get(page).text for page in PAGES]
    return [[name for name, value in LEGAL.items() if value in page] for page in pages]


def test_anybody_reads_what_the_settings_say(settings: Settings) -> None:
    settings.LEGAL = LEGAL

    assert values_on(Client()) == [
        [
            "MAILLAGE_PUBLISHER",
            "MAILLAGE_PUBLISHER_ADDRESS",
            "MAILLAGE_PUBLISHER_CONTACT",
            "MAILLAGE_DIRECTOR",
            "MAILLAGE_HOST_NAME",
        ],
        ["MAILLAGE_PUBLISHER", "MAILLAGE_DPO"],
        ["MAILLAGE_PUBLISHER_CONTACT"],
    ]


def test_a_demonstration_invents_its_publisher_and_an_installation_calls_who_administers_it(
    settings: Settings,
) -> None:
    settings.LEGAL, settings.FICTION = {}, True
    invented = Client().get(PAGES[0]).text
    settings.FICTION = False
    missing = Client().get(PAGES[0]).text

    assert ["inventé pour l’exemple" in page for page in (invented, missing)] == [True, False]
    assert [page.count("À renseigner") for page in (invented, missing)] == [0, 2]


def test_what_is_missing_is_told_to_administrators_alone(
    settings: Settings, access: Access
) -> None:
    settings.LEGAL = {**LEGAL, "MAILLAGE_HOST_NAME": ""}
    administrator = make_administrator(workspace=access.cooperation.workspace)
    ruler = Client()
    ruler.force_login(administrator.user)
    readers = [Client(), signed_in(access), ruler]

    is_showns = ["MAILLAGE_HOST_NAME" in reader.get(PAGES[0]).text for reader in readers]

    assert is_showns == [False, False, True]
    assert "MAILLAGE_DIRECTOR" not in ruler.get(PAGES[0]).text


def test_accessibility_promises_nothing_that_was_not_verified() -> None:
    page = plain(Client().get("/accessibilite/").text)

    assert "Conformité au RGAA 4.1 : non évaluée." in page
    assert "le 25 novembre 2026" in page or "25 novembre 2026, par les tests" in page


def test_every_page_leads_to_them(access: Access) -> None:
    client = signed_in(access)
    pages = [Client().get("/compte/connexion/"), client.get(f"/c/{access.cooperation.slug}/")]

    assert [[f'href="{page}"' in one.text for page in PAGES] for one in pages] == [[True] * 3] * 2
