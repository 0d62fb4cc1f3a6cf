"""The official register in the database."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from maillage.ground.territories.atlas.register import Register
from maillage.ground.territories.models import Membership, Population, RegisterLoad, Territory
from maillage.ground.territories.territories.services.official import load_official
from tests.foundation.cooperations.makers import make_workspace
from tests.ground.territories.makers import make_membership, make_territory

pytestmark = pytest.mark.django_db


def test_register_is_loaded_whole(small_register: Register) -> None:
    written = load_official(small_register)

    pornic = Territory.objects.get(kind="commune", code="44131")
    areas = Membership.objects.filter(territory=pornic).values_list("area__name", "since")
    assert written == Territory.objects.count() == 56
    assert (pornic.name, pornic.siren, pornic.departements) == ("Pornic", "214401317", "44")
    assert set(areas) == {
        ("CA Pornic Agglo Pays de Retz", date(2026, 1, 1)),
        ("Loire-Atlantique", date(2026, 1, 1)),
    }
    assert list(
        Population.objects.filter(territory=pornic).values_list("year", "count", "source")
    ) == [(2023, 18_745, "Insee, populations de référence 2023")]


def test_second_load_writes_nothing(small_register: Register) -> None:
    load_official(small_register)
    before = list(Territory.objects.order_by("pk").values())

    assert load_official(small_register) == 0
    assert list(Territory.objects.order_by("pk").values()) == before


def test_another_register_keeps_numbers_and_ends_what_left(small_register: Register) -> None:
    gone = make_territory(name="Arthon-en-Retz", code="44005B")
    renamed = make_territory(name="Pornic-sur-Mer")
    old_area = make_territory(name="CC de Pornic", kind="epci", code="244400438")
    make_membership(territory=renamed, area=old_area)

    load_official(small_register)

    renamed.refresh_from_db()
    gone.refresh_from_db()
    ended = Membership.objects.get(territory=renamed, area=old_area)
    assert (renamed.name, gone.ended_on) == ("Pornic", date(2026, 1, 1))
    assert ended.until == date(2026, 1, 1)


def test_own_territories_are_left_alone(small_register: Register) -> None:
    own = make_territory(name="Valmorin", code="V01", workspace=make_workspace())

    load_official(small_register)

    own.refresh_from_db()
    assert (own.name, own.ended_on) == ("Valmorin", None)


def test_command_says_what_it_did() -> None:
    stream = StringIO()

    call_command("load_territories", stdout=stream)
    call_command("load_territories", stdout=stream)

    assert stream.getvalue() == "56 territoires chargés.\nLes territoires sont à jour.\n"
    assert RegisterLoad.objects.get().in_force == 2026
