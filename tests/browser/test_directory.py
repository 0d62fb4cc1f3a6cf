"""The directory in Chromium: axe at both widths and in the dark, the keyboard, no script."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Mandate, Organisation, Person
from maillage.ground.territories.territories.services.official import load_official
from tests.browser.conftest import Open, focused, violations
from tests.browser.test_doors_axe import PASSWORD, sign_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import (
    make_actor,
    make_availability,
    make_competence,
    make_contact,
    make_department,
    make_grouping,
    make_mandate,
    make_member_person,
    make_person,
    make_referral,
    make_reliability,
    make_skill,
)
from tests.ground.territories.small_register import build_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def access(transactional_db: None) -> Access:
    """An officer whose cooperation has one of everything."""
    access = make_access(user=make_user(password=PASSWORD))
    cooperation = access.cooperation
    make_access(cooperation=cooperation, role="partner")
    person = make_member_person(cooperation=cooperation)
    organisation, mandate = Organisation.objects.get(), Mandate.objects.get()
    for topic in ("Accueils du mercredi", "Convention avec la Caf"):
        make_referral(mandate=mandate, topic=topic)
    make_mandate(person=person, function="Animatrice", until=date(2025, 8, 31))
    make_contact(person=person, kind="phone", value="01 99 00 14 22")
    make_contact(organisation=organisation)
    make_skill(person=person)
    make_availability(cooperation=cooperation, person=person)
    make_reliability(cooperation=cooperation, person=person)
    make_competence(organisation=organisation)
    make_department(organisation=organisation)
    make_grouping(organisation=organisation)
    make_actor(cooperation=cooperation)
    return access


@pytest.fixture
def visit(opened: Open, access: Access) -> Open:
    """Opens a page of the directory as the officer."""

    def visit_at(
        name: str, *, size: str = "wide", theme: str = "light", script: bool = True
    ) -> Page:
        path = address(access.cooperation, name)
        page = opened(f"/compte/connexion/?next={path}", size=size, theme=theme, script=script)
        sign_in(page, access.user)
        return page

    return visit_at


def address(cooperation: Cooperation, name: str) -> str:
    """The address of this page, on the one record that there is."""
    numbers = {
        "organisation": [Organisation.objects.earliest("pk").pk],
        "person": [Person.objects.earliest("pk").pk],
        "member": [cooperation.members.earliest("pk").pk],
    }
    alone = {"organisation_find", "person_notices", "member_speakers", "member_actor_add"}
    word = name.partition("_")[0]
    arguments = [] if name in alone else numbers.get(word, [])
    return reverse(f"directory:{name}", args=[cooperation.slug, *arguments])


def test_both_texts_have_no_violation(visit: Open) -> None:
    page = visit("organisation_edit")
    page.get_by_label("Adresse du siège").fill("2 rue de la Mer")
    Organisation.objects.update(version=2, address="1 rue du Port")

    page.get_by_role("button", name="Enregistrer").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Deux versions de la même fiche")
    assert page.get_by_label("Adresse du siège, version commune").input_value() == (
        "2 rue de la Mer"
    )
    assert violations(page) == []
    page.get_by_role("button", name="Enregistrer la version commune").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Commune de Pornic")


def test_structure_and_person_are_added_from_the_keyboard(visit: Open) -> None:
    page = visit("organisations")
    page.locator("summary", has_text="Plus").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Saisir librement").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Nom", exact=True).focus()
    page.keyboard.type("Les Voisins du Bief")
    page.get_by_label("Nature").select_option("association")
    page.get_by_label("Nom", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Les Voisins du Bief")

    page.locator("summary", has_text="Autres gestes").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ajouter une personne").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Nom", exact=True).focus()
    page.keyboard.type("Mousnier")
    page.get_by_label("Qualité").select_option(index=1)
    page.get_by_label("Nom", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.locator("#m-panel-title")).to_have_text("Mousnier")
    assert Mandate.objects.latest("pk").organisation.name == "Les Voisins du Bief"


def test_menu_beside_a_button_stays_on_the_screen_of_a_phone(visit: Open) -> None:
    page = visit("organisation", size="phone")

    page.locator("summary", has_text="Autres gestes").click()

    menu = page.locator(".m-expected-row .m-more ul").bounding_box()
    assert menu
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= 375
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_error_is_read_first_and_leads_to_its_field(visit: Open) -> None:
    page = visit("organisation_edit")
    if not page.locator("details.m-precise").evaluate("(folded) => folded.open"):
        page.locator("summary", has_text="Préciser").click()
    page.get_by_label("SIREN", exact=False).first.fill("123")

    page.get_by_role("button", name="Enregistrer").click()

    expect(page.locator("[data-maillage-errors]")).to_be_focused()
    assert "reprendre" in focused(page)
    page.get_by_role("link", name="SIREN").first.click()
    assert page.evaluate("document.activeElement.id || location.hash.slice(1)") == "id_siren"


def test_without_script_one_filters_opens_and_corrects(visit: Open) -> None:
    make_mandate(
        person=make_person(
            workspace=Organisation.objects.earliest("pk").workspace, family_name="Pineau"
        )
    )
    page = visit("people", script=False)
    page.get_by_label("Filtrer les personnes").fill("gaborit")
    page.keyboard.press("Enter")
    expect(page.locator("[data-maillage-row]")).to_have_count(1)

    page.locator("[data-maillage-row]").click()
    page.get_by_role("link", name="Corriger").first.click()
    page.get_by_label("Prénom").fill("Inès-Marie")
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.locator("#m-panel-title")).to_have_text("Inès-Marie Gaborit")


def test_official_register_answers_as_one_types(
    visit: Open, settings: Settings, tmp_path: Path
) -> None:
    register = build_in(tmp_path)
    settings.TERRITORY_REGISTER = register.path
    load_official(register)
    page = visit("organisation_find")

    page.get_by_label("Nom, code ou SIREN").fill("pornci")
    page.get_by_role("button", name="Ajouter Pornic").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Commune de Pornic")
    expect(page.locator(".m-card-facts")).to_contain_text("habitants")
