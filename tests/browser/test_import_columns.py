"""The page of columns in Chromium: another kind, no header, a column that is asked."""

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access
from tests.browser.conftest import Open
from tests.browser.test_doors_axe import PASSWORD
from tests.browser.test_import_wizard import sound, start
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.tasks import AT_ONCE

pytestmark = pytest.mark.django_db(transaction=True)
COUNCILS: list[Row] = [
    ["Structure", "Date du conseil", "N° délibération", "Résultat du vote"],
    ["Commune d’Orval", "12/10/2026", "2026-41", "adoptée"],
]
NO_HEADER: list[Row] = [
    ["Carnet du service", ""], ["Appellation", "Joindre"], ["Les Étangs", "a@val.example.org"],
    ["Tremplin", "b@val.example.org"],
]  # fmt: skip
FUNDING: list[Row] = [
    ["Opération", "Financeur", "Coût total", "Taux", "Reste à charge"],
    ["Ouvrir un lieu", "CC du Val", "12 000", "20 %", "2 000"],
]
DOUBT: list[Row] = [
    ["Nom", "Téléphone", "Budget 2026"], ["Les Étangs", "02 99 00 00 01", "12"],
    ["Tremplin", "02 99 00 00 02", "9"],
]  # fmt: skip


@pytest.fixture
def access(transactional_db: None, settings: Settings) -> Access:
    """An officer; tasks run where they are enqueued."""
    settings.TASKS = AT_ONCE
    return make_access(user=make_user(password=PASSWORD))


def drop(page: Page, name: str, content: bytes) -> None:
    """A file dropped at the first step."""
    file = FilePayload(name=name, mimeType="text/csv", buffer=content)
    page.get_by_label("Votre fichier").set_input_files(file)
    page.get_by_role("button", name="Lire ce fichier").click()


def test_table_of_another_tool_is_sent_there(
    opened: Open, access: Access, look: tuple[str, str]
) -> None:
    page = start(opened, access, size=look[0], theme=look[1])
    drop(page, "suivi.csv", csv_bytes(COUNCILS))
    sound(page)

    page.get_by_role("button", name="Lire comme « Suivi des délibérations »").click()

    expect(page.get_by_text("Ceci ressemble à un suivi de délibérations.")).to_be_visible()
    sound(page)


def test_funding_plan_is_read_as_one(opened: Open, access: Access, look: tuple[str, str]) -> None:
    page = start(opened, access, size=look[0], theme=look[1])
    drop(page, "financement.csv", csv_bytes(FUNDING))
    sound(page)

    page.get_by_role("button", name="Lire comme « Plans de financement »").click()

    expect(page.get_by_label("La colonne A, Opération, devient")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Oublier ce fichier").click()
    expect(page.get_by_role("heading", name="Importer un fichier")).to_be_visible()
    drop(page, "aides.csv", csv_bytes([["Enfant", "Né le", "QF"], ["a", "b", "c"]]))
    expect(page.get_by_role("heading", name="Ce fichier n’entre pas")).to_be_visible()
    sound(page)


def test_row_of_headers_is_pointed_at(opened: Open, access: Access, look: tuple[str, str]) -> None:
    page = start(opened, access, size=look[0], theme=look[1])
    drop(page, "carnet.xlsx", xlsx_bytes({"Carnet": NO_HEADER, "Doute": DOUBT}))
    sound(page)

    page.get_by_label("Importer cette feuille").first.check()
    page.get_by_label("La ligne des titres est la ligne n°").first.fill("2")
    page.get_by_role("button", name="Relire les colonnes Carnet").click()

    expect(page.get_by_label("La colonne A, Appellation, devient")).to_be_visible()
    expect(page.get_by_text("Des personnes, ou des structures ?")).to_be_visible()
    sound(page)
