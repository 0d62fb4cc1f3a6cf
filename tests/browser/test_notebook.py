"""A note begun on a phone survives a lost network, for its author alone, and leaves on sign-out."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from maillage.foundation.cooperations.models import Access
from maillage.trade.dialogue.models import Note
from tests.browser.conftest import Open, overflows, violations
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_access

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Ce que vous venez d’entendre"


def quick(page: Page, origin: str, access: Access) -> str:
    """The quick form, opened; its address."""
    here = origin + reverse("dialogue:note_quick", args=[access.cooperation.slug])
    page.goto(here)
    return here


def draft_count(page: Page) -> int:
    """How many drafts this browser keeps."""
    return int(
        page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('maillage-')).length")
    )


def test_a_text_survives_a_lost_network(opened: Open, access: Access) -> None:
    page = opened("/compte/connexion/", size="phone")
    here = quick(page, sign_in(page, access), access)
    page.get_by_label(WORDS).fill("Elle rappelle jeudi.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status").filter(has_text="Pas de réseau")).to_be_visible()
    faults = violations(page), overflows(page)
    page.context.set_offline(False)

    page.goto(here)

    expect(page.get_by_label(WORDS)).to_have_value("Elle rappelle jeudi.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1")).to_have_text("Note sans titre")
    assert (Note.objects.get().words, faults) == ("Elle rappelle jeudi.", ([], 0))
    page.wait_for_function("() => !Object.keys(localStorage).some(k => k.startsWith('maillage-'))")


def test_signing_out_takes_the_text_away(opened: Open, access: Access) -> None:
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)
    here = quick(page, origin, access)
    page.get_by_label(WORDS).fill("Elle rappelle jeudi.")
    assert draft_count(page) == 1

    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/compte/connexion/**")

    assert draft_count(page) == 0
    sign_in(page, access)
    page.goto(here)
    expect(page.get_by_label(WORDS)).to_have_value("")


def test_another_user_of_the_browser_never_sees_it(opened: Open, access: Access) -> None:
    page = opened("/compte/connexion/", size="phone")
    origin = sign_in(page, access)
    here = quick(page, origin, access)
    page.get_by_label(WORDS).fill("Elle rappelle jeudi.")
    page.context.clear_cookies()

    page.goto(f"{origin}/compte/connexion/")
    sign_in(page, make_access(cooperation=access.cooperation))
    page.goto(here)

    expect(page.get_by_label(WORDS)).to_have_value("")
    assert draft_count(page) == 0


def test_a_text_of_the_day_before_is_gone(opened: Open, access: Access) -> None:
    page = opened("/compte/connexion/", size="phone")
    here = quick(page, sign_in(page, access), access)
    page.get_by_label(WORDS).fill("Elle rappelle jeudi.")
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage)) {
          const draft = JSON.parse(localStorage[key]);
          localStorage[key] = JSON.stringify({ ...draft, at: Date.now() - 25 * 3600 * 1000 });
        } }"""
    )

    page.goto(here)

    expect(page.get_by_label(WORDS)).to_have_value("")
    assert draft_count(page) == 0
