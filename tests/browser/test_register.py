"""The Register from the keyboard, without script, on a phone, and with ten thousand rows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, focused, overflows
from tests.browser.crowd import make_crowd

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/exemples/registre/"


def names(page: Page) -> list[str]:
    return page.locator("[data-maillage-row]").all_text_contents()


def test_typing_narrows_without_losing_the_focus(opened: Open) -> None:
    make_crowd(40)
    page = opened(ADDRESS)

    page.keyboard.press("/")
    page.keyboard.type("Gaboriau")
    expect(page.locator("[data-maillage-row]")).to_have_count(4)

    assert focused(page) == "q"
    assert "q=Gaboriau" in page.url
    assert names(page) == names(opened(f"{ADDRESS}?q=Gaboriau"))


def test_rows_open_and_close_from_the_keyboard(opened: Open) -> None:
    make_crowd(40)
    page = opened(ADDRESS)
    first, second = names(page)[:2]

    page.locator("[data-maillage-row]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#m-panel h2").first).to_be_focused()

    assert first != second
    assert re.search(r"/registre/\d+/", page.url)
    assert page.locator("tr[aria-current] th").text_content() == second
    page.keyboard.press("Escape")
    expect(page.locator("#m-panel")).to_have_count(0)
    expect(page.get_by_role("link", name=second)).to_be_focused()


def test_chip_and_select_narrow_and_are_counted(opened: Open) -> None:
    make_crowd(40)
    page = opened(ADDRESS)

    page.get_by_label("informées").check()
    page.get_by_label("Civilité").select_option("Mme")
    expect(page.locator(".m-register-foot")).to_contain_text("16 personnes")

    assert page.locator("#m-filter-count").text_content() == " · 2 filtres actifs"


def test_back_shows_what_was_before(opened: Open) -> None:
    make_crowd(40)
    page = opened(ADDRESS)
    before = names(page)

    page.get_by_role("link", name="2", exact=True).click()
    expect(page.locator(".m-register-foot")).to_contain_text("26 à 40 sur 40")
    page.go_back()
    expect(page.locator(".m-register-foot")).to_contain_text("1 à 25 sur 40")

    assert names(page) == before


def test_register_works_without_script(opened: Open) -> None:
    make_crowd(40)
    page = opened(ADDRESS, script=False)

    page.get_by_label("Filtrer les personnes").fill("Gaboriau")
    page.get_by_label("informées").check()
    page.locator("noscript button, .m-filters-go").first.press("Enter")

    expect(page.locator("[data-maillage-row]")).to_have_count(3)
    page.locator("[data-maillage-row]").first.click()
    expect(page.locator("#m-panel h2")).to_have_count(1)


def test_phone_hides_filters_until_asked(opened: Open) -> None:
    make_crowd(40)
    page = opened(ADDRESS, size="phone")

    assert not page.get_by_label("Civilité").is_visible()
    page.get_by_role("link", name="Filtrer").click()
    expect(page.get_by_label("Civilité")).to_be_visible()
    assert overflows(page) == 0


def test_ten_thousand_rows_are_read_at_once(opened: Open) -> None:
    make_crowd(10_000)

    page = opened(ADDRESS)
    page.keyboard.press("/")
    page.keyboard.type("09999")
    expect(page.locator("[data-maillage-row]")).to_have_count(1, timeout=2_000)

    assert len(names(page)) == 1
