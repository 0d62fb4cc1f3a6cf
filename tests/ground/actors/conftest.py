"""What the tests of the play of actors share: two members that weigh on each other."""

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Actor
from tests.ground.actors.makers import make_member_actor


@pytest.fixture
def pornic(cooperation: Cooperation) -> Actor:
    return make_member_actor(cooperation=cooperation, name="Commune de Pornic")


@pytest.fixture
def retz(cooperation: Cooperation) -> Actor:
    return make_member_actor(cooperation=cooperation, name="Pays de Retz")
