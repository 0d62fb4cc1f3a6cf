"""What every test may use: the long option, a signed-in client for each role."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import Client
from hypothesis import settings as generated
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access, Cooperation
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.lengths import lengths
from tests.models_of_databases import FILE, server_address
from tests.reliability.database import migrated_database

SignIn = Callable[..., Client]

# A generated test has no deadline: the first one pays for what it loads, neighbours for the rest.
generated.register_profile("without_deadline", deadline=None)
generated.load_profile("without_deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --long, which runs the slow tests in full."""
    parser.addoption("--long", action="store_true", help="run the slow tests in full")


def pytest_configure(config: pytest.Config) -> None:
    """Reads --long before tests choose their number of cases."""
    lengths.is_long = bool(config.getoption("--long"))


def pytest_collection_finish() -> None:
    """What is loaded stays until the end: the garbage collector walks through it no more."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """The database of this process of tests begins as a copy of the one that was migrated."""
    model, told = migrated_database(), connection.settings_dict["TEST"]
    if server_address():
        told["TEMPLATE"] = urlsplit(model.url).path.lstrip("/")
        yield
        return
    memory = told["NAME"] = told["NAME"] or "file:tests?mode=memory&cache=shared"
    with (
        closing(sqlite3.connect(memory, uri=True)) as held,
        closing(sqlite3.connect(model.data / FILE)) as source,
    ):
        source.backup(held)
        yield


@pytest.fixture(scope="session", autouse=True)
def _without_permissions() -> None:
    """Django's own permissions, which nothing here reads, are not made again at each flush."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.fixture(autouse=True)
def _plain_passwords(settings: Settings) -> None:
    """Hashing is made quick: tests sign in often, and what they test is not the hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _static_files_when_asked(settings: Settings) -> None:
    """A client looks for the static files it asks for: most would list them all and ask none."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _counted_each_time(settings: Settings) -> None:
    """Totals are counted at each page: makers write rows that no change tells of."""
    settings.REMEMBERED = 0


@pytest.fixture(autouse=True)
def _unlimited(settings: Settings) -> None:
    """Files are asked for without limit: tests ask for more of them than anybody does."""
    settings.PACES = {}


@pytest.fixture(scope="session")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this process of tests, which no other sweeps."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def _own_data(settings: Settings, own_data: Path) -> None:
    """What tests keep beside the database is in the folder of their process."""
    settings.DATA = own_data
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(own_data / "files")},
        }
    }


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
