"""The Matrix from the keyboard, without script, and 500 × 200 without freezing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/exemples/matrice/"


def place(page: Page) -> str:
    """The cell under the focus."""
    return str(page.evaluate("document.activeElement.closest('td')?.id ?? ''"))


def test_cell_is_filled_from_the_keyboard(opened: Open) -> None:
    page = opened(ADDRESS)

    page.locator('a.m-cell[tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert place(page) == "c-1~1"
    page.keyboard.press("Enter")
    expect(page.locator("#m-chosen-title")).to_have_text("Décision 2, Val d’Aubrée")
    page.get_by_label("refusée").check()
    page.keyboard.press("Enter")
    expect(page.locator(".m-saved")).to_be_visible()

    expect(page.locator("[id='c-1~1'] .m-cell")).to_be_focused()
    assert page.locator("[id='c-1~1'] .m-cell > span").first.text_content() == "refusée"


def test_escape_comes_back_to_the_cell(opened: Open) -> None:
    page = opened(ADDRESS)

    page.locator('a.m-cell[tabindex="0"]').press("Enter")
    expect(page.locator("#m-chosen input:checked")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("[id='c-0~0'] .m-cell")).to_be_focused()


def test_cell_is_filled_without_script(opened: Open) -> None:
    page = opened(ADDRESS, script=False)

    page.locator("[id='c-2~3'] a").click()
    page.get_by_label("ajournée").check()
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.locator("[id='c-2~3'] .m-cell > span").first).to_have_text("ajournée")


def test_large_matrix_answers_each_key_at_once(opened: Open) -> None:
    page = opened(f"{ADDRESS}?taille=grande")
    page.locator('a.m-cell[tabindex="0"]').focus()

    started = page.evaluate("performance.now()")
    for _step in range(19):
        page.keyboard.press("ArrowRight")
    lasted = page.evaluate("performance.now()") - started

    assert place(page) == "c-0~19"
    assert lasted < 2_000
    page.keyboard.press("ArrowRight")
    expect(page.locator(".m-windows")).to_contain_text("colonnes 21 à 40 sur 200")


def test_head_and_first_column_stay(opened: Open) -> None:
    page = opened(f"{ADDRESS}?taille=grande")
    box = page.locator(".m-matrix-wrap")

    before = page.locator("thead th").first.bounding_box()
    box.evaluate("box => box.scrollTo(600, 900)")

    assert page.locator("thead th").first.bounding_box() == before
    assert page.locator("tbody th").nth(14).is_visible()
