"""Three members, to whom findings are put."""

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Actor
from tests.ground.actors.makers import make_member_actor


@pytest.fixture
def actors(cooperation: Cooperation) -> list[Actor]:
    """Three members."""
    names = ("Bouin-sur-Mer", "Machecoul", "Pornic")
    return [make_member_actor(cooperation=cooperation, name=name) for name in names]
