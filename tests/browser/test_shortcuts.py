"""A shortcut of one key, and whoever wishes it without."""

import pytest
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from tests.browser.conftest import Open, focused
from tests.browser.walking import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("uses", "reached"), [(True, "q"), (False, "")])
def test_slash_leads_to_the_search_unless_it_is_switched_off(
    opened: Open, transactional_db: None, access: Access, uses: bool, reached: str
) -> None:
    access.user.uses_shortcuts = uses
    access.user.save()
    page = opened("/compte/connexion/")
    path = reverse("cooperations:portrait", args=[access.cooperation.slug])
    page.goto(sign_in(page, access) + path)
    page.evaluate("document.body.setAttribute('aria-label', ' ')")

    page.keyboard.press("/")

    assert focused(page).strip() == reached
    assert page.locator("kbd").count() == int(uses)
