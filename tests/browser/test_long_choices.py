"""One structure among many is found by what one types; without script too."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillage.core.record_by_name import LISTED
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Member, Organisation
from tests.browser.conftest import Open, overflows, violations
from tests.browser.walking import sign_in
from tests.ground.directory.makers import make_member, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)
AUBRAYS = ("Aubray-le-Vieux", "Étangs d’Aubray")
NOTE, MEMBER = "dialogue:note_add", "directory:member_add"
SEARCH = "Chercher dans cette liste"


@pytest.fixture
def many(access: Access) -> Access:
    """Thirty members, one of which one looks for."""
    place = access.cooperation
    for name in (*(f"Commune {number}" for number in range(29)), "Étangs d’Aubray"):
        organisation = make_organisation(workspace=place.workspace, name=name)
        make_member(cooperation=place, organisation=organisation)
    return access


def form_at(opened: Open, access: Access, view: str, *, script: bool = True) -> Page:
    """The form at this address of the cooperation, on a phone."""
    page = opened("/compte/connexion/", size="phone", script=script)
    origin = sign_in(page, access)
    page.goto(origin + reverse(view, args=[access.cooperation.slug]))
    return page


def test_a_long_list_is_narrowed_by_what_is_typed(opened: Open, many: Access) -> None:
    page = form_at(opened, many, NOTE)
    boxes = page.get_by_role("group", name="Structures").get_by_role("checkbox")
    expect(boxes).to_have_count(30)
    boxes.first.check()

    page.get_by_label(SEARCH).fill("etangs aub")

    expect(boxes).to_have_count(2)
    expect(page.get_by_label("Étangs d’Aubray")).to_be_visible()
    page.get_by_label(SEARCH).press("Enter")
    expect(page.locator("h1")).to_have_text("Écrire une note")
    assert (violations(page), overflows(page)) == ([], 0)


def test_without_script_the_list_is_whole(opened: Open, many: Access) -> None:
    page = form_at(opened, many, NOTE, script=False)

    expect(page.get_by_label(SEARCH)).to_be_hidden()
    page.get_by_label("Étangs d’Aubray").check()
    expect(page.get_by_label("Étangs d’Aubray")).to_be_checked()


@pytest.fixture
def crowd(access: Access) -> Access:
    """More structures than a list shows, one of which one looks for."""
    Organisation.objects.bulk_create(
        Organisation(workspace=access.cooperation.workspace, name=name, kind="commune")
        for name in (*(f"Commune {number}" for number in range(LISTED)), *AUBRAYS)
    )
    return access


def test_one_among_hundreds_is_typed_and_its_name_proposed(opened: Open, crowd: Access) -> None:
    page = form_at(opened, crowd, MEMBER)
    locator = page.get_by_label("Structure")
    locator.focus()
    page.keyboard.type("etangs")

    proposed = page.locator("datalist option")
    expect(proposed).to_have_count(1)
    expect(proposed).to_have_attribute("value", "Étangs d’Aubray")
    assert (violations(page), overflows(page)) == ([], 0)
    locator.fill("aubray")
    locator.press("Enter")
    expect(page.get_by_role("radio", name="Aubray-le-Vieux")).to_be_visible()
    assert (violations(page), overflows(page)) == ([], 0)
    page.get_by_role("radio", name="signataire", exact=True).check()
    page.get_by_label("Structure").fill("etangs")
    page.get_by_label("Structure").press("Enter")
    expect(page.locator("h1")).to_have_text("Membres")
    assert Member.objects.get().organisation.name == "Étangs d’Aubray"


def test_without_script_several_answers_come_back_as_buttons(opened: Open, crowd: Access) -> None:
    page = form_at(opened, crowd, MEMBER, script=False)
    page.get_by_label("Structure").fill("aubray")
    page.get_by_role("radio", name="signataire", exact=True).check()
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.get_by_role("radio", name="Aubray-le-Vieux")).to_be_visible()
    page.get_by_role("radio", name="Aubray-le-Vieux").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1")).to_have_text("Membres")
    assert Member.objects.get().organisation.name == "Aubray-le-Vieux"
