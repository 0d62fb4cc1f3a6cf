"""What the tests of the directory share: a small official register, two members."""

import pytest
from pytest_django import Settings

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from tests.ground.directory.holdings import member_with_name
from tests.ground.territories.small_register import build_in


@pytest.fixture(scope="session")
def register_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a register of thirty-four real communes stands."""
    return str(build_in(tmp_path_factory.mktemp("register")).path)


@pytest.fixture
def small_register_in_use(register_path: str, settings: Settings) -> None:
    """The application reads the small register."""
    settings.TERRITORY_REGISTER = register_path


@pytest.fixture
def pornic(cooperation: Cooperation) -> Organisation:
    return member_with_name(cooperation, "Commune de Pornic")


@pytest.fixture
def retz(cooperation: Cooperation) -> Organisation:
    return member_with_name(cooperation, "Pays de Retz")
