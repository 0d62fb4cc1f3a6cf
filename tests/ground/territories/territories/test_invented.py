"""Territories that a workspace invents."""

import pytest

from maillage.ground.territories.atlas.outlines import box, unpack
from maillage.ground.territories.models import Membership
from maillage.ground.territories.territories.services.invented import Invented, invent_territory
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_workspace

pytestmark = pytest.mark.django_db


def square(west: float) -> list[list[list[list[float]]]]:
    """A square of a hundredth of a degree."""
    east = west + 0.01
    return [[[[west, 47.0], [east, 47.0], [east, 47.01], [west, 47.01], [west, 47.0]]]]


def test_invented_epci_joins_its_communes() -> None:
    author, workspace = make_user(), make_workspace()
    communes = tuple(
        invent_territory(
            author=author,
            workspace=workspace,
            invented=Invented("commune", code, code, population=400, parts=square(west)),
        )
        for code, west in (("V01", -1.0), ("V02", -0.99))
    )

    epci = invent_territory(
        author=author,
        workspace=workspace,
        invented=Invented(
            "epci", "V10", "CC du Valmorin", "CC", 800, seat=(-1.0, 47.0), communes=communes
        ),
    )

    outline = unpack(bytes(epci.outline.packed))
    assert [len(part[0]) for part in outline] == [6]
    assert box(outline) == (-10_000, 470_000, -9_800, 470_100)
    assert (epci.longitude, epci.latitude, epci.kind_in_words) == (
        (-10_000, 470_000, "communauté de communes")
    )
    assert epci.populations.get().count == 800
    assert set(Membership.objects.filter(area=epci).values_list("territory__code", flat=True)) == {
        "V01",
        "V02",
    }
