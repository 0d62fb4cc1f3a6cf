"""Does every address have a door, and every object that an address names a maker?"""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.services import withdraw_access
from tests.addresses import Address, addresses, cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.registry import made_names, own_models, url_arguments

pytestmark = pytest.mark.django_db


def undoored(candidates: list[Address]) -> list[str]:
    """Addresses without a door that no library guards."""
    return [
        address.name for address in candidates if address.door is None and not address.is_library
    ]


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


def test_withdrawn_right_ends_at_the_next_request(access: Access) -> None:
    client, url = signed_in(access), f"/c/{access.cooperation.slug}/"
    assert client.get(url).status_code == 200

    make_access(cooperation=access.cooperation)
    withdraw_access(author=access.user, access=access)

    assert client.get(url).status_code == 404
