"""Where nothing may be written any more, pages are read, a write says so, and it comes back."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.reliability.database import OwnDatabase, own_database
from tests.reliability.service import Person, opened, wait_for
from tests.reliability.structures import (
    ADD,
    LIST,
    add,
    attach,
    files_of,
    names_of,
    session_after,
    wait_until_written,
)

WITHOUT_POWERS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
SOMEBODY_ELSE = 65534
ON_SERVER = os.environ.get("DATABASE_URL", "").startswith("postgres")
Gesture = Callable[[OwnDatabase], None]


def before_the_service() -> tuple[str, ...]:
    """What takes from root the power to write where the files say no; others never had it.

    It is kept where PostgreSQL says no by itself: its socket may be in somebody else's folder.
    """
    if os.geteuid() != 0 or ON_SERVER:
        return ()
    has_it = shutil.which("setpriv")
    if not has_it or subprocess.run([*WITHOUT_POWERS, "true"], check=False).returncode != 0:
        pytest.skip("root garde ses pouvoirs ici : setpriv manque, ou le conteneur le refuse")
    return WITHOUT_POWERS


def everything(database: OwnDatabase) -> list[Path]:
    """The data folder and what it holds."""
    return [database.data, *database.data.rglob("*")]


def close_folder(database: OwnDatabase) -> None:
    """Nothing in the data folder may be written; as root, somebody else owns it."""
    for one in everything(database):
        one.chmod(0o555 if one.is_dir() else 0o444)
        if os.geteuid() == 0:
            os.chown(one, SOMEBODY_ELSE, SOMEBODY_ELSE)


def close_file(database: OwnDatabase) -> None:
    """The database alone may not be written."""
    (database.data / "own.sqlite3").chmod(0o444)


def open_again(database: OwnDatabase) -> None:
    """All of it may be written."""
    for one in everything(database):
        one.chmod(0o755 if one.is_dir() else 0o644)
        if os.geteuid() == 0:
            os.chown(one, 0, 0)


def _server_says(database: OwnDatabase, sentence: str) -> None:
    name = urlsplit(database.url).path.lstrip("/")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as administrator:
        administrator.execute(sentence.format(f'"{name}"'))
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


def close_server(database: OwnDatabase) -> None:
    """PostgreSQL takes no write, as a replica does."""
    _server_says(database, "ALTER DATABASE {} SET default_transaction_read_only = on")


def open_server(database: OwnDatabase) -> None:
    """PostgreSQL takes writes again."""
    _server_says(database, "ALTER DATABASE {} RESET default_transaction_read_only")


CLOSINGS: list[tuple[Gesture, Gesture]] = (
    [(close_server, open_server)]
    if ON_SERVER
    else [(close_folder, open_again), (close_file, open_again)]
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[OwnDatabase]:
    """An installation with one officer, whose folder nothing keeps closed afterwards."""
    folder = tmp_path / "donnees"
    folder.mkdir()
    with own_database(folder) as database:
        yield database
        open_again(database)


@pytest.mark.parametrize(("close", "open_up"), CLOSINGS, ids=lambda gesture: gesture.__name__)
def test_pages_are_read_where_nothing_is_written_and_writing_comes_back(
    close: Gesture, open_up: Gesture, database: OwnDatabase
) -> None:
    session = session_after(database, "Pornic")
    close(database)

    with opened(database, *before_the_service()) as port:
        wait_for(port)
        officer = Person(port, session)
        token = officer.token(ADD)
        read, again = officer.get(LIST), officer.get(LIST)
        refused, unkept = add(officer, "Clisson", token), attach(officer, token)

        assert [(page.status, "Pornic" in page.page) for page in (read, again)] == [(200, True)] * 2
        assert (refused.outcome, unkept.outcome) == ((503, "300"), (503, "300"))
        assert "On peut lire, pas écrire" in refused.page
        assert "Clisson" in refused.page
        assert files_of(database) == 0

        open_up(database)
        wait_until_written(lambda: add(officer, "Clisson", token))
        wait_until_written(lambda: attach(officer, token))
    assert (names_of(database), files_of(database)) == (["Clisson", "Pornic"], 1)
