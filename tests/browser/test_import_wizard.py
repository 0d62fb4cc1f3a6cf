"""The import wizard in Chromium: axe at each step, the whole job from the keyboard, no script."""

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Organisation, Person
from tests.browser.conftest import Open, overflows, violations
from tests.browser.test_doors_axe import PASSWORD, sign_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.foundation.exchange.spreadsheets import CASES, Row, csv_bytes
from tests.ground.directory.makers import make_person
from tests.tasks import AT_ONCE

pytestmark = pytest.mark.django_db(transaction=True)
FILE = CASES / "01_contacts_ctg.xlsx"
LINES = """cell => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  return words.getClientRects().length;
}"""


@pytest.fixture
def access(transactional_db: None, settings: Settings) -> Access:
    """An officer; tasks run where they are enqueued."""
    settings.TASKS = AT_ONCE
    return make_access(user=make_user(password=PASSWORD))


def start(opened: Open, access: Access, **look: str | bool) -> Page:
    """The first step, once signed in."""
    first = f"/c/{access.cooperation.slug}/echanges/import/"
    page = opened(f"/compte/connexion/?next={first}", **look)
    sign_in(page, access.user)
    return page


def sound(page: Page) -> None:
    assert violations(page) == []
    assert overflows(page) == 0


def test_each_step_has_no_violation(opened: Open, access: Access, look: tuple[str, str]) -> None:
    person = make_person(
        workspace=access.cooperation.workspace, family_name="Carvelle", given_name="Odile"
    )
    page = start(opened, access, size=look[0], theme=look[1])
    sound(page)

    page.get_by_label("Votre fichier").set_input_files(FILE)
    page.get_by_role("button", name="Lire ce fichier").click()
    sound(page)
    page.get_by_role("button", name="Vérifier les lignes").click()
    expect(page.get_by_text("Un doublon probable")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Importer tout le reste").click()
    expect(page.get_by_text("Quinze lignes sont lues")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Annuler cet import").click()
    page.get_by_role("button", name="Annuler cet import").click()
    expect(page.get_by_text("L’import est annulé")).to_be_visible()
    sound(page)
    assert list(Person.objects.all()) == [person]


def test_import_without_script(opened: Open, access: Access) -> None:
    page = start(opened, access, script=False)

    page.get_by_label("Votre fichier").set_input_files(FILE)
    page.get_by_role("button", name="Lire ce fichier").click()
    page.get_by_role("button", name="Vérifier les lignes").click()
    page.get_by_role("button", name="Importer tout le reste").click()

    expect(page.get_by_text("Quinze lignes sont lues")).to_be_visible()
    assert (Organisation.objects.count(), Person.objects.count()) == (11, 17)


def test_import_from_the_keyboard(opened: Open, access: Access) -> None:
    page = start(opened, access)
    page.get_by_label("Votre fichier").set_input_files(FILE)

    for button in (
        "Lire ce fichier",
        "Vérifier les lignes",
        "Importer tout le reste",
    ):
        go_to(page, button)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    page.get_by_text("Quinze lignes sont lues").wait_for()
    assert Import.objects.get().state == "done"


def test_a_correction_stays_when_the_page_is_turned_without_script(
    opened: Open, access: Access
) -> None:
    rows: list[Row] = [["CC A", f"ROY{n:02}", "Eve", f"eve{n}@retz"] for n in range(52)]
    content = csv_bytes([["Structure", "Nom", "Prénom", "Mail"], *rows])
    page = start(opened, access, script=False)
    page.get_by_label("Votre fichier").set_input_files(
        FilePayload(name="c.csv", mimeType="text/csv", buffer=content)
    )
    page.get_by_role("button", name="Lire ce fichier").click()
    page.get_by_role("button", name="Vérifier les lignes").click()

    page.get_by_label("Mail, ligne 2", exact=True).fill("eve0@retz.example.org")
    page.get_by_role("button", name="Suivants").click()
    expect(page.get_by_text("Page 2 sur 2 : 51 à 52 sur 52")).to_be_visible()
    page.get_by_role("textbox", name="Mail, ligne 53").fill("eve51@retz.example.org")
    page.get_by_role("button", name="Précédents").click()

    expect(page.get_by_text("Deux corrections sont gardées")).to_be_visible()
    page.get_by_label("Mail, ligne 2", exact=True).press("Enter")
    expect(page.get_by_text("50 lignes à corriger")).to_be_visible()
    assert Import.objects.get().state == "check"


def test_no_word_of_a_cell_is_broken_beside_a_column_that_has_room(
    opened: Open, access: Access
) -> None:
    name = "Communauté de communes du Pays de Retz et de ses rives, " * 4
    rows: list[Row] = [[name, "ROY", "Eve", "Contractualisations", "eve@retz"]]
    content = csv_bytes([["Structure", "Nom", "Prénom", "Service", "Mail"], *rows])
    page = start(opened, access)
    page.get_by_label("Votre fichier").set_input_files(
        FilePayload(name="c.csv", mimeType="text/csv", buffer=content)
    )
    page.get_by_role("button", name="Lire ce fichier").click()
    page.get_by_role("button", name="Vérifier les lignes").click()

    word = page.locator(".m-grid-rows td", has_text="Contractualisations")
    assert (word.evaluate(LINES), overflows(page)) == (1, 0)


def go_to(page: Page, name: str) -> None:
    """Presses Tab until this button holds the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(name)
