"""Mandates over time in Chromium: axe, the filters from the keyboard, no script, a phone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from maillage.foundation.cooperations.models import Access
from tests.browser.conftest import Open, overflows, violations
from tests.browser.walking import sign_in
from tests.ground.directory.makers import make_mandate, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = (("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark"))
See = Callable[..., Page]


@pytest.fixture
def members(access: Access) -> None:
    """Two members: one with a mayor who leaves soon, one with a technician; one date unknown."""
    workspace = access.cooperation.workspace
    soon = timezone.localdate() + timedelta(days=60)
    for name, family, kind, since, until in (
        ("Commune de Pornic", "Artus", "elected", date(2020, 5, 25), soon),
        ("Direction départementale des territoires", "Gaborit", "technician", None, None),
        ("Pays de Retz", "Thébault", "suppleant", date(2022, 1, 1), None),
    ):
        organisation = make_organisation(workspace=workspace, name=name)
        make_member(cooperation=access.cooperation, organisation=organisation)
        person = make_person(workspace=workspace, family_name=family, given_name="Rose")
        make_mandate(person=person, organisation=organisation, kind=kind, since=since, until=until)


@pytest.fixture
def see(opened: Open, access: Access) -> See:
    """Opens the timeline, signed in as the officer."""

    def open_page(query: str = "", **look: object) -> Page:
        page = opened("/compte/connexion/", **look)
        origin = sign_in(page, access)
        url = reverse("directory:mandate_timeline", args=[access.cooperation.slug])
        page.goto(f"{origin}{url}{query}", wait_until="load")
        return page

    return open_page


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_timeline_has_no_violation_and_fits(see: See, size: str, theme: str) -> None:
    page = see(size=size, theme=theme)

    expect(page.get_by_role("heading", name="Sans date de début")).to_be_visible()
    assert violations(page) == []
    assert overflows(page) == 0


@pytest.mark.usefixtures("members")
def test_structure_is_opened_from_the_keyboard(see: See) -> None:
    page = see()

    page.get_by_label("Structure", exact=True).focus()
    page.get_by_label("Structure", exact=True).select_option("Commune de Pornic")
    page.wait_for_url("**structure=**")

    expect(page.locator(".m-timeline .who")).to_have_text(["Rose Artus"])
    assert page.get_by_label("Structure", exact=True).evaluate(
        "list => list.selectedOptions[0].text"
    ) == ("Commune de Pornic")


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_quality_is_chosen_without_script(see: See, size: str) -> None:
    page = see(size=size, script=False)

    page.get_by_label("Qualité").select_option("suppléance")
    page.get_by_role("button", name="Montrer").first.click()

    expect(page.locator("#m-same tbody th")).to_have_text(["Pays de Retzcommune"])


@pytest.mark.usefixtures("members")
def test_phone_has_the_ends_to_come_and_the_table(see: See) -> None:
    page = see(size="phone")

    assert not page.locator(".m-timeline").is_visible()
    coming = page.locator("section", has=page.get_by_role("heading", name="Qui part, et quand"))
    assert "Rose Artus" in str(coming.text_content())
    page.get_by_text("Un par un").click()
    assert page.get_by_role("table").last.is_visible()
