"""Timeline, map and map of missions: seen, followed from the keyboard, large, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, overflows

pytestmark = pytest.mark.django_db(transaction=True)


def test_period_is_chosen_and_moved(opened: Open) -> None:
    page = opened("/exemples/frise/")

    page.get_by_label("Période").select_option("Un an")
    expect(page.get_by_role("link", name="Plus tard")).to_be_visible()
    page.get_by_role("link", name="Plus tard").click()

    expect(page).to_have_url(re.compile("periode=un-an&au="))


def test_two_thousand_bars_come_by_parts(opened: Open) -> None:
    page = opened("/exemples/frise/?taille=grande")

    assert page.locator(".m-timeline .bond").count() >= 60
    page.get_by_role("link", name="Lignes suivantes").click()
    expect(page.locator(".m-hist-table")).to_contain_text("2 / 34")


def test_phone_keeps_the_dates_and_the_table(opened: Open) -> None:
    page = opened("/exemples/frise/", size="phone")

    assert not page.locator(".m-timeline").is_visible()
    assert page.get_by_role("heading", name="Les dates à venir").is_visible()
    assert page.get_by_role("table").is_visible()


def test_map_of_1255_territories_is_drawn_and_listed(opened: Open) -> None:
    page = opened("/exemples/carte/?taille=grande")

    assert page.locator(".m-territory path").count() == 1_256
    assert page.locator("tbody tr").count() == 1_255


def test_switch_of_the_map_is_sent(opened: Open) -> None:
    page = opened("/exemples/carte/")

    page.get_by_label("Sièges").uncheck()
    page.wait_for_url("**couches=1**")

    assert not page.get_by_label("Sièges").is_checked()
    assert page.get_by_label("Membres").is_checked()


def test_inset_follows_the_mission_under_the_focus(opened: Open) -> None:
    page = opened("/exemples/missions/")

    page.locator(".m-tree a").nth(5).focus()

    name = page.locator(".m-tree a text").nth(5).text_content() or "?"
    expect(page.locator(".m-tree-box [data-slot=label]")).to_have_text(name)


def test_inset_covers_no_mission(opened: Open) -> None:
    page = opened("/exemples/missions/")
    page.locator(".m-tree a").first.focus()
    box = page.locator(".m-tree-box [data-maillage-inset]").bounding_box()
    assert box is not None

    boxes = page.locator(".m-tree [data-leaf]").evaluate_all(
        "leaves => leaves.map(leaf => leaf.getBoundingClientRect().toJSON())"
    )
    covered = [
        one
        for one in boxes
        if one["left"] < box["x"] + box["width"]
        and one["right"] > box["x"]
        and one["bottom"] > box["y"]
        and one["top"] < box["y"] + box["height"]
    ]

    assert len(boxes) > 50
    assert covered == []


def test_inset_stays_under_the_pointer_and_escape_puts_it_away(opened: Open) -> None:
    page = opened("/exemples/missions/")
    inset = page.locator(".m-tree-box [data-maillage-inset]")

    page.locator(".m-tree a text").nth(5).hover()
    inset.hover()
    expect(inset).to_be_visible()
    page.keyboard.press("Escape")

    expect(inset).to_be_hidden()


def test_missions_are_an_outline_on_a_phone(opened: Open) -> None:
    page = opened("/exemples/missions/", size="phone")

    assert not page.locator(".m-tree").is_visible()
    branches = page.locator("details.m-branch")
    closed = page.locator("details.m-branch:not([open])").count()
    assert 0 < closed < branches.count()
    assert overflows(page) == 0


def test_refused_form_takes_the_focus_to_what_is_wrong(opened: Open) -> None:
    page = opened("/exemples/formulaire/")

    page.get_by_label("Combien de jours").fill("une dizaine")
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.locator("[data-maillage-errors]")).to_be_focused()
    assert page.get_by_label("Combien de jours").input_value() == "une dizaine"
    page.get_by_role("link", name="Combien de jours").click()
    expect(page.get_by_label("Combien de jours")).to_be_focused()
