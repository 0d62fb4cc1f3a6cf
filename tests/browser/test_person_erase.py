"""Erasing a person in Chromium: by the keyboard alone, and without script."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Person
from tests.browser.conftest import Open
from tests.browser.test_doors_axe import PASSWORD, sign_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def access(transactional_db: None) -> Access:
    """An officer whose cooperation knows one person."""
    access = make_access(user=make_user(password=PASSWORD))
    make_member_person(cooperation=access.cooperation)
    return access


@pytest.mark.parametrize("scripted", [True, False])
def test_person_is_erased_by_the_keyboard(
    opened: Open, access: Access, settings: Settings, tmp_path: Path, scripted: bool
) -> None:
    settings.DATA = tmp_path
    person = Person.objects.get()
    page_url = reverse("directory:person_erase", args=[access.cooperation.slug, person.pk])
    page = opened(f"/compte/connexion/?next={page_url}", script=scripted)
    sign_in(page, access.user)

    page.get_by_label("J’ai compris que rien ne reviendra").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("La personne est effacée.").first).to_be_visible()
    assert Person.objects.count() == 0
