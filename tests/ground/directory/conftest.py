"""What the tests of the directory share: a small official register."""

import pytest
from pytest_django import Settings

from tests.ground.territories.small_register import build_in


@pytest.fixture(scope="session")
def register_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a register of thirty-four real communes stands."""
    return str(build_in(tmp_path_factory.mktemp("register")).path)


@pytest.fixture
def small_register_in_use(register_path: str, settings: Settings) -> None:
    """The application reads the small register."""
    settings.TERRITORY_REGISTER = register_path
