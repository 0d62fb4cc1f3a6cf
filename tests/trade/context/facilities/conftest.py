"""Fixtures: Communes with their facilities."""

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.territories.models import Territory
from tests.ground.directory.holdings import member_with_name
from tests.ground.territories.makers import make_territory


@pytest.fixture
def communes(cooperation: Cooperation) -> list[Territory]:
    """Three communes that are members."""
    areas = []
    for code, name in (("44021", "Bouin-sur-Mer"), ("44087", "Machecoul"), ("44131", "Pornic")):
        town = member_with_name(cooperation, name)
        town.kind, town.territory = OrganisationKind.COMMUNE, make_territory(name=name, code=code)
        town.save()
        areas.append(town.territory)
    return areas
