"""Competences in Chromium: axe, the keyboard, no script, a phone, 500 × 200."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Competence, Member, Organisation
from tests.browser.conftest import Open, overflows, violations
from tests.browser.walking import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = (("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark"))
DOMAINS = ("Développement économique", "Eau et assainissement", "Enfance et jeunesse", "Mobilités")
See = Callable[..., Page]


def make_members(access: Access, names: list[str]) -> list[Organisation]:
    """Members of the cooperation, of these names."""
    cooperation = access.cooperation
    made = Organisation.objects.bulk_create(
        Organisation(workspace=cooperation.workspace, name=name, kind="epci") for name in names
    )
    Member.objects.bulk_create(
        Member(cooperation=cooperation, organisation=organisation) for organisation in made
    )
    return made


@pytest.fixture
def members(access: Access) -> list[Organisation]:
    """Three members: one holds everything, one has transferred, one is silent."""
    holder, giver, silent = make_members(access, ["Pays de Retz", "Pornic", "Tharon"])
    for domain in DOMAINS:
        Competence.objects.create(organisation=holder, domain=domain, since=date(2018, 1, 1))
    Competence.objects.create(
        organisation=giver, domain="Mobilités", state="transferred", holder=holder
    )
    return [holder, giver, silent]


@pytest.fixture
def see(opened: Open, access: Access) -> See:
    """Opens the matrix, signed in as the officer."""

    def open_page(query: str = "", *, name: str = "competence_matrix", **look: object) -> Page:
        page = opened("/compte/connexion/", **look)
        origin = sign_in(page, access)
        url = reverse(f"directory:{name}", args=[access.cooperation.slug])
        page.goto(f"{origin}{url}{query}", wait_until="load")
        return page

    return open_page


@pytest.mark.parametrize(("size", "theme"), LOOKS)
def test_matrix_has_no_violation_and_fits(
    see: See, members: list[Organisation], size: str, theme: str
) -> None:
    page = see(f"?case={members[1].pk}~mobilites", size=size, theme=theme)

    expect(page.locator("#m-chosen-title")).to_have_text("Pornic, Mobilités")
    assert violations(page) == []
    assert overflows(page) == 0


def test_form_has_no_violation_on_a_phone(see: See, members: list[Organisation]) -> None:
    page = see(name="competence_matrix_add", size="phone")

    assert violations(page) == []
    assert overflows(page) == 0


def test_cell_is_filled_from_the_keyboard(see: See, members: list[Organisation]) -> None:
    page = see()

    page.locator('a.m-cell[tabindex="0"]').focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#m-chosen-title")).to_have_text("Tharon, Eau et assainissement")
    page.get_by_label("détenue").check()
    page.keyboard.press("Enter")
    page.wait_for_url("**/competences/?case=*")

    cell = page.locator(f"[id='c-{members[2].pk}~eau-et-assainissement'] .m-cell")
    expect(cell).to_be_focused()
    expect(cell.locator("> span").first).to_have_text("détenue")


def test_cell_is_filled_without_script(see: See, members: list[Organisation]) -> None:
    page = see(script=False)

    page.locator(f"[id='c-{members[0].pk}~mobilites'] a").click()
    page.get_by_label("transférée", exact=True).check()
    page.get_by_label("Transférée à").select_option("Tharon")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("form.m-sheet-box")).to_contain_text("Donnez le jour du changement")
    page.get_by_label("À partir du").fill("01/01/2025")
    page.get_by_role("button", name="Enregistrer").click()

    cell = page.locator(f"[id='c-{members[0].pk}~mobilites'] .m-cell")
    expect(cell.locator("small")).to_have_text("à Tharon")


def test_escape_comes_back_to_the_cell(see: See, members: list[Organisation]) -> None:
    page = see()

    page.locator('a.m-cell[tabindex="0"]').press("Enter")
    expect(page.locator("#m-chosen input:checked")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator('a.m-cell[tabindex="0"]')).to_be_focused()


def test_five_hundred_by_two_hundred_is_walked_through(see: See, access: Access) -> None:
    made = make_members(access, [f"Commune {number:03}" for number in range(500)])
    Competence.objects.bulk_create(
        Competence(organisation=organisation, domain=f"Domaine {(rank * 7 + step) % 200:03}")
        for rank, organisation in enumerate(made)
        for step in range(20)
    )
    page = see()

    expect(page.locator(".m-windows")).to_contain_text("colonnes 1 à 20 sur 200")
    page.locator('a.m-cell[tabindex="0"]').focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".m-windows")).to_contain_text("colonnes 21 à 40 sur 200")

    expect(page.locator(".m-cell")).to_have_count(800)
    assert overflows(page) == 0
