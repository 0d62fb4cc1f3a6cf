"""Every page of a cooperation, as its officer sees it: axe finds nothing, nothing overflows."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page

from maillage.foundation.cooperations.models import Access, Cooperation
from tests.addresses import Address, cooperation_addresses
from tests.browser.conftest import Open, overflows, violations

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, access: Access) -> str:
    """Gives the page the session of this access's user; returns the address of the server."""
    client = Client()
    client.force_login(access.user)
    name = django_settings.SESSION_COOKIE_NAME
    origin = page.url.partition("/compte/")[0]
    session = client.cookies[name].value
    page.context.add_cookies([{"name": name, "value": session, "url": f"{origin}/"}])
    return origin


def is_page(address: Address, access: Access, cooperation: Cooperation) -> bool:
    """Whether the address answers the officer with a page to read."""
    client = Client()
    client.force_login(access.user)
    answer = client.get(address.url(cooperation))
    return answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]


def test_no_page_has_a_violation(
    opened: Open, access: Access, cooperation: Cooperation, look: tuple[str, str]
) -> None:
    page = opened("/compte/connexion/", size=look[0], theme=look[1])
    origin = sign_in(page, access)
    found: list[str] = []

    for address in cooperation_addresses():
        if is_page(address, access, cooperation):
            page.goto(f"{origin}{address.url(cooperation)}", wait_until="load")
            found += [f"{address.name} {fault}" for fault in violations(page)]
            found += [f"{address.name} overflows"] * (overflows(page) > 0)

    assert found == []
