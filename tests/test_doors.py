"""Does every address have a door, and does each door open to whom it should, and to no other?"""

import re

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.spaces.services import withdraw_access
from tests.addresses import Address, addresses, cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_administrator, make_cooperation
from tests.registry import made_names, own_models, url_arguments

OPEN = {
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
ALLOWED_WRITES = re.compile(r'"(django_session|journal_logentry|usersessions_usersession|cache)"')
METHODS = ("get", "head", "post", "put", "delete")

pytestmark = pytest.mark.django_db


def undoored(found: list[Address]) -> list[str]:
    """Addresses without a door that no library guards."""
    return [address.name for address in found if address.door is None and not address.is_library]


def test_every_address_has_a_door() -> None:
    assert undoored(addresses()) == []


def test_an_address_without_a_door_is_found() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert undoored(addresses([path("x/", view, name="x")])) == ["x"]


def test_every_url_argument_and_model_has_a_maker() -> None:
    arguments = {name for address in cooperation_addresses() for name in address.own_arguments}
    snake = [re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower() for model in own_models()]

    assert arguments - set(url_arguments()) == set()
    assert {f"make_{name}" for name in snake} - made_names() == set()


@pytest.mark.parametrize("name", [address.name for address in addresses()])
def test_anonymous_is_sent_to_sign_in(name: str, cooperation: Cooperation) -> None:
    address = next(address for address in addresses() if address.name == name)
    if name in OPEN or (address.door is not None and address.door.kind in {"open", "answer"}):
        return
    url = address.url(cooperation)

    for method in METHODS:
        page = getattr(Client(), method)(url)
        assert (page.status_code, page.url.partition("?")[0]) == (302, "/compte/connexion/"), method


@pytest.mark.parametrize("name", [address.name for address in cooperation_addresses()])
def test_door_opens_to_the_right_alone(name: str, cooperation: Cooperation) -> None:
    address = next(address for address in cooperation_addresses() if address.name == name)
    accesses = {role: make_access(cooperation=cooperation, role=role) for role in Role.values}
    url, door = address.url(cooperation), address.door
    assert door is not None
    assert door.can is not None

    for role, access in accesses.items():
        client = signed_in(access)
        if door.can(access):
            assert (role, *entered(client, url)) == (role, True, [], [405, 405])
        else:
            statuses = [getattr(client, method)(url).status_code for method in METHODS]
            assert (role, statuses) == (role, [403, 403, 403, 405, 405])


def entered(client: Client, url: str) -> tuple[bool, list[str], list[int]]:
    """Whether the page opens, what opening it wrote, and how it answers PUT and DELETE."""
    with CaptureQueriesContext(connection) as said:
        page = client.get(url)
    others = [client.put(url).status_code, client.delete(url).status_code]
    return page.status_code in {200, 302, 405}, writes(said), others


def writes(said: CaptureQueriesContext) -> list[str]:
    """The writes among these queries, but for sessions and the journal of openings."""
    return [
        query["sql"]
        for query in said.captured_queries
        if WRITES.match(query["sql"]) and not ALLOWED_WRITES.search(query["sql"])
    ]


def test_a_get_that_writes_is_found(access: Access) -> None:
    with CaptureQueriesContext(connection) as said:
        access.save()

    assert len(writes(said)) == 1


@pytest.mark.parametrize("name", [address.name for address in cooperation_addresses()])
def test_stranger_gets_404(name: str, cooperation: Cooperation, stranger: Client) -> None:
    address = next(address for address in cooperation_addresses() if address.name == name)
    url = address.url(cooperation)

    statuses = [getattr(stranger, method)(url).status_code for method in METHODS]

    assert statuses == [404, 404, 404, 405, 405]


@pytest.mark.parametrize(
    "name", [address.name for address in cooperation_addresses() if address.owned_arguments]
)
def test_objects_of_others_do_not_exist(
    name: str, officer: Client, cooperation: Cooperation
) -> None:
    address = next(address for address in cooperation_addresses() if address.name == name)
    elsewhere = make_cooperation(name="Marais breton")
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    shared = all(url_arguments()[argument].shared for argument in address.owned_arguments)

    for other in [elsewhere] if shared else [elsewhere, beside]:
        url = address.url(cooperation, objects_of=other)
        assert [officer.get(url).status_code, officer.post(url).status_code] in (
            [404, 404],
            [405, 404],
        )


@pytest.mark.parametrize(
    "name",
    [a.name for a in addresses() if a.door is not None and a.door.kind == "workspace"],
)
def test_workspace_opens_to_its_administrators(name: str, access: Access) -> None:
    address = next(address for address in addresses() if address.name == name)
    cooperation = access.cooperation
    url = address.url(cooperation)
    administrator = make_administrator(workspace=cooperation.workspace)

    assert signed_in(access).get(url).status_code == 404
    client = Client()
    client.force_login(administrator.user)
    assert client.get(url).status_code in {200, 405}


def test_withdrawn_right_ends_at_the_next_request(access: Access) -> None:
    client, url = signed_in(access), f"/c/{access.cooperation.slug}/"
    assert client.get(url).status_code == 200

    make_access(cooperation=access.cooperation)
    withdraw_access(author=access.user, access=access)

    assert client.get(url).status_code == 404
