"""What these tests share: a small register of territories."""

import pytest
from pytest_django import Settings

from maillage.ground.territories.atlas.register import Register
from tests.ground.territories.small_register import build_in


@pytest.fixture(scope="session")
def small_register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """A register of thirty-four real communes and the territories that hold them."""
    return build_in(tmp_path_factory.mktemp("register"))


@pytest.fixture(autouse=True)
def _small_register_in_use(small_register: Register, settings: Settings) -> None:
    settings.TERRITORY_REGISTER = small_register.path
