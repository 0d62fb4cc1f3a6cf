"""What these tests share: an installation filled, and one that nobody has opened yet."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.database import OwnDatabase, blank_database, copied_database
from tests.roof.upkeep.installations import (
    Parts,
    done,
    made_installation,
    parts_of,
    upgraded_release,
)


@pytest.fixture
def blank(tmp_path: Path) -> Iterator[OwnDatabase]:
    """A blank machine: no table, no file."""
    folder = tmp_path / "blank"
    folder.mkdir()
    with blank_database(folder) as database:
        yield database


@pytest.fixture(scope="session")
def model_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDatabase]:
    """The installation that each test receives a copy of."""
    model, folder = made_installation(), tmp_path_factory.mktemp("model")
    shutil.copytree(model.data, folder, dirs_exist_ok=True)
    with copied_database(model, folder) as database:
        yield database


@pytest.fixture(scope="session")
def model_backup(model_installation: OwnDatabase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The backup of what each copy begins with, by the version under test."""
    backup = tmp_path_factory.mktemp("model") / "model.zip"
    done(model_installation, "backup", backup)
    return backup


@pytest.fixture(scope="session")
def model_parts(model_backup: Path) -> tuple[Parts, Parts]:
    """The tables and the files that each copy begins with."""
    return parts_of(model_backup)


@pytest.fixture
def installation(model_installation: OwnDatabase, tmp_path: Path) -> Iterator[OwnDatabase]:
    """An installation that holds the demonstration and two attachments."""
    folder = tmp_path / "installation"
    shutil.copytree(model_installation.data, folder)
    with copied_database(model_installation, folder) as database:
        yield database


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[OwnDatabase]:
    """What the last release wrote, brought to this version."""
    model, folder = upgraded_release(), tmp_path / "upgraded"
    shutil.copytree(model.data, folder)
    with copied_database(model, folder) as database:
        yield database
