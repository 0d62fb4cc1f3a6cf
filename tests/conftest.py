"""What every test may use: the long option, a signed-in client for each role."""

import gc
import inspect
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate
from django.test import Client, override_settings
from hypothesis import settings as generated
from hypothesis.internal.conjecture import providers

from maillage.foundation.cooperations.models import Access, Cooperation
from tests.addresses import Address
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.lengths import lengths
from tests.models_of_databases import FILE, server_address
from tests.on_both import runs_on_both
from tests.reliability.database import migrated_database
from tests.tasks import AT_ONCE

SignIn = Callable[..., Client]
TESTS = Path(__file__).resolve().parent

# A generated test has no deadline: the first one pays for what it loads, neighbours for the rest.
generated.register_profile("without_deadline", deadline=None)
generated.load_profile("without_deadline")
# What it draws comes from its strategies alone: reading for words of ours every file of the house
# cost each process six seconds, and drew others at each file that changed.
providers._get_local_constants = lambda: providers._local_constants  # no setting turns it off


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --long, which runs the slow tests in full, and two options that leave tests out."""
    parser.addoption("--long", action="store_true", help="run the slow tests in full")
    parser.addoption("--on-both", action="store_true", help="run what must run on both databases")
    parser.addoption("--rooms", help="visit the addresses of these rooms: trade/stakes,core")


def pytest_configure(config: pytest.Config) -> None:
    """Reads --long before tests choose their number of cases."""
    lengths.is_long = bool(config.getoption("--long"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what the second database cannot change, and addresses of rooms not asked for."""
    wanted = [item for item in items if _is_wanted(item, config)]
    if len(wanted) < len(items):
        chosen = set(wanted)
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = wanted


def _is_wanted(item: pytest.Item, config: pytest.Config) -> bool:
    rooms: str | None = config.getoption("--rooms")
    if rooms is not None and (room := _room_visited_by(item)) is not None:
        return room in rooms.split(",")
    return not config.getoption("--on-both") or _must_run_on_both(item)


def _room_visited_by(item: pytest.Item) -> str | None:
    """The room of the addresses that a test is about; None when it is about none."""
    arguments = getattr(getattr(item, "callspec", None), "params", {})
    address, room = arguments.get("address"), arguments.get("room")
    if isinstance(address, Address):
        return address.room
    return room if isinstance(room, str) else None


def _must_run_on_both(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    has_database = "db" in fixtures or item.get_closest_marker("django_db") is not None
    file = item.path.relative_to(TESTS).as_posix()
    return runs_on_both(file, {*fixtures, *_called_by(item)}, has_database=has_database)


def _called_by(item: pytest.Item) -> tuple[str, ...]:
    """The names that the lines of a test use, those of its own helpers apart."""
    function = inspect.unwrap(getattr(item, "function", _called_by))
    names: tuple[str, ...] = function.__code__.co_names
    return names


def pytest_collection_finish() -> None:
    """What is loaded stays until the end: the garbage collector walks through it no more.

    It comes seldom too: a test leaves few circles, and looking for them took a tenth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture
def tasks_at_once() -> Iterator[None]:
    """Tasks run where they are enqueued."""
    with override_settings(TASKS=AT_ONCE):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """The database of this process of tests begins as a copy of the one that was migrated."""
    model, value = migrated_database(), connection.settings_dict["TEST"]
    if server_address():
        value["TEMPLATE"] = urlsplit(model.url).path.lstrip("/")
        yield
        return
    memory = value["NAME"] = value["NAME"] or "file:tests?mode=memory&cache=shared"
    with (
        closing(sqlite3.connect(memory, uri=True)) as current_connection,
        closing(sqlite3.connect(model.data / FILE)) as source,
    ):
        source.backup(current_connection)
        yield


@pytest.fixture(scope="session", autouse=True)
def _without_permissions() -> None:
    """Django's own permissions, which nothing here reads, are not made again at each flush."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.fixture(scope="session", autouse=True)
def _only_what_was_written_is_emptied() -> Iterator[None]:
    """PostgreSQL deletes the rows of a few tables at once, and is long to truncate two hundred."""
    with pytest.MonkeyPatch.context() as patch:
        if server_address():
            patch.setattr(DatabaseOperations, "sql_flush", _deletions)
        yield


def _deletions(_operations: object, _style: object, tables: list[str], **_how: bool) -> list[str]:
    quoted = [connection.ops.quote_name(table) for table in tables]
    written = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0})"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(map(written.format, quoted)))
        return [f"DELETE FROM {table}" for (table,) in cursor.fetchall()]  # noqa: S608 - our tables


@pytest.fixture(scope="session")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this process of tests, which no other sweeps."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests(own_data: Path) -> Iterator[None]:
    """What every test begins with, and finds again after the one that changed it."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(own_data / "files")},
    }
    with override_settings(
        # Hashing is made quick: tests sign in often, and what they test is not the hash.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        # A client looks for the static files it asks for: most would list them all and ask none.
        WHITENOISE_AUTOREFRESH=True,
        # Totals are counted at each page: makers write rows that no change tells of.
        REMEMBERED=0,
        # Files are asked for without limit: tests ask for more of them than anybody does.
        PACES={},
        # What tests keep beside the database is in the folder of their process.
        DATA=own_data,
        STORAGES=settings.STORAGES | {"default": files},
    ):
        yield


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether slow tests run in full."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def cooperation(db: None) -> Cooperation:
    """A cooperation named Pays de Retz, in its own workspace."""
    return make_cooperation()


@pytest.fixture
def access(cooperation: Cooperation) -> Access:
    """An officer's access to the cooperation."""
    return make_access(cooperation=cooperation)


@pytest.fixture
def officer(access: Access) -> Client:
    """A client signed in as the officer of the cooperation."""
    return signed_in(access)


@pytest.fixture
def sign_in(cooperation: Cooperation) -> SignIn:
    """Makes a client signed in with a given role in the cooperation."""

    def sign(role: str = "officer") -> Client:
        return signed_in(make_access(cooperation=cooperation, role=role))

    return sign


@pytest.fixture
def stranger(db: None) -> Client:
    """A client signed in as somebody who has another cooperation, in another workspace."""
    return signed_in(make_access(user=make_user()))


def signed_in(access: Access) -> Client:
    """A client signed in as the user of this access."""
    client = Client()
    client.force_login(access.user)
    return client
