"""Random text in every form and address: 0 error 500; what was typed comes back, escaped."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils.html import escape
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from maillage.foundation.cooperations.models import Access, Cooperation
from tests.addresses import Address, addresses
from tests.conftest import signed_in
from tests.lengths import lengths
from tests.reliability.forms_on_pages import Control, Page, PostedForm, posted_forms
from tests.roof.upkeep.makers import make_beat

pytestmark = pytest.mark.django_db
NASTY = (
    "\x00",
    "Gab\x00orit",
    "\u202etxet desrever",
    "👩🏽‍🌾🇫🇷" * 5,
    "é" * 301,
    "9" * 400,
    "-1",
    "1e400",
    "NaN",
    "31/02/2026",
    "0001-01-01",
    "99999-12-31",
    "٣١/١٢/٢٠٢٦",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    "%s {} {{ 7*7 }} {% debug %}",
    "'; DROP TABLE directory_person; --",
    "a@" + "b" * 300 + ".fr",
    "https://[::1",
    "\r\nSet-Cookie: a=1",
    " ",
)
PARAMETERS = (
    "q", "page", "tri", "export", "vue", "structure", "profile", "parts", "next", "filtres", "du",
    "au", "case", "role", "ouverts", "couche", "mois", "ligne", "colonne", "panneau", "fiche",
)  # fmt: skip
TEXT = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
NUMBERS = st.sampled_from(["0", "-1", "1", "2", "99999999999999999999", "1.5", "²", ""])
REJECTED = "data-maillage-errors"


def examples(short: int, full: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many random cases: few in a short run, `full` in a long one."""
    return settings(
        max_examples=lengths.of(short, full),
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def value_of(control: Control) -> st.SearchStrategy[object]:
    """What somebody, or something, may send in this field."""
    if control.kind == "file":
        return st.binary(max_size=200).map(lambda content: SimpleUploadedFile("a.json", content))
    offered = [*control.offered, control.value]
    if control.is_typed:
        return TEXT
    return st.sampled_from(offered) | NUMBERS | TEXT


def lost(form: PostedForm, sent: dict[str, object], page: Page) -> list[str]:
    """The typed fields of a refused form that do not come back, escaped, on its page."""
    return [
        name
        for name, control in form.controls.items()
        if control.is_typed and escape(str(sent[name])) not in page.text
    ]


def readers(address: Address, access: Access) -> Client:
    """Who fills the form in: the officer, or somebody without account where the page is open."""
    door = address.door
    is_open = door is not None and door.kind in {"open", "answer"}
    return Client() if is_open or address.name == "account_login" else signed_in(access)


@pytest.fixture(autouse=True)
def _beating(db: None) -> None:
    """The background works: without it, the address that says so answers 503, as it should."""
    make_beat()


@pytest.mark.parametrize("name", [address.name for address in addresses()])
@examples(2, 60)
@given(data=st.data())
def test_no_form_fails(name: str, access: Access, data: st.DataObject) -> None:
    address = next(address for address in addresses() if address.name == name)

    with transaction.atomic():  # each case finds the same records
        fill_in_each_form(address, access, data)
        transaction.set_rollback(True)


def fill_in_each_form(address: Address, access: Access, data: st.DataObject) -> None:
    """Sends random values in every form of the page; fails when one is lost or not escaped."""
    url, client = address.url(access.cooperation), readers(address, access)
    page = client.get(url)

    for form in posted_forms(page.text) if not page.streaming and page.status_code == 200 else []:
        sent = {one.name: data.draw(value_of(one), one.name) for one in form.controls.values()}
        answer = client.post(form.action or url, sent)

        assert answer.status_code < 500
        if not answer.streaming and REJECTED in answer.text:
            assert lost(form, sent, answer) == []
            assert "<script>alert(1)" not in answer.text
            assert "<img src=x" not in answer.text


@pytest.mark.parametrize("name", [address.name for address in addresses()])
@examples(3, 80)
@given(asked=st.dictionaries(st.sampled_from(PARAMETERS), TEXT | NUMBERS, max_size=5))
def test_no_address_fails(name: str, access: Access, asked: dict[str, str]) -> None:
    address = next(address for address in addresses() if address.name == name)

    with transaction.atomic():  # each case finds the same records
        page = readers(address, access).get(address.url(access.cooperation), asked)
        transaction.set_rollback(True)

    assert page.status_code < 500


@pytest.mark.parametrize(
    "export", ["csv", "xlsx", "exe", "\x00"] if lengths.is_long else ["xlsx", "\x00"]
)
def test_exports_never_fail(export: str, access: Access) -> None:
    cooperation: Cooperation = access.cooperation
    client = signed_in(access)

    statuses = {
        client.get(address.url(cooperation), {"export": export, "q": "é\x00"}).status_code
        for address in addresses()
    }

    assert max(statuses) < 500


def test_an_address_that_cannot_be_read_leads_nowhere(access: Access) -> None:
    ours = [one for one in addresses() if one.url(access.cooperation).startswith("/compte/")]
    asked = {"next": "https://[::1"}

    pages = [readers(one, access).get(one.url(access.cooperation), asked) for one in ours]

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
