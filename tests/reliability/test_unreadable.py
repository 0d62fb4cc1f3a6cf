"""What cannot be read is refused: an address, a cookie, a NUL character."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from tests.addresses import Address, addresses
from tests.conftest import signed_in
from tests.reliability.forms_on_pages import Control, PostedForm
from tests.visits.forms import lost

pytestmark = pytest.mark.django_db


def readers(address: Address, access: Access) -> Client:
    """Who fills the form in: the officer, or somebody without account where the page is open."""
    door = address.door
    is_open = door is not None and door.kind in {"open", "answer"}
    return Client() if is_open or address.name == "account_login" else signed_in(access)


def test_an_address_that_cannot_be_read_leads_nowhere(access: Access) -> None:
    ours = [one for one in addresses() if one.url(access.cooperation).startswith("/compte/")]
    parameters = {"next": "https://[::1"}

    pages = [readers(one, access).get(one.url(access.cooperation), parameters) for one in ours]

    assert len(pages) > 10
    assert max(page.status_code for page in pages) < 500


def test_nul_in_a_cookie_is_no_session(access: Access) -> None:
    sent = 'sessionid="abcdefghij\\000klm"'  # a NUL, as a cookie writes it

    assert Client().get("/", headers={"Cookie": sent}).status_code == 302


def test_nul_typed_is_refused_in_french(officer: Client, cooperation: Cooperation) -> None:
    page = officer.post(f"/c/{cooperation.slug}/reglages/", {"name": "Retz\x00", "version": "1"})

    assert "Le caractère nul n" in page.text
    assert 'value="Retz\x00"' in page.text


def test_a_field_that_does_not_come_back_is_found() -> None:
    form = PostedForm("", {"name": Control("name", "text")})
    page = Client().get("/compte/connexion/")

    assert lost(form, {"name": "Gaborit"}, page) == ["name"]
