"""Databases made once for the tables as they are, which every process of tests copies.

Making the tables costs some seconds of processor, copying them a few hundredths.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
FILE = "own.sqlite3"
SOURCES = (
    "requirements.txt",
    "src/maillage/**/migrations/*.py",
    "src/maillage/**/models.py",
    "src/maillage/**/models/*.py",
    "src/maillage/config/*.py",
    "src/maillage/core/*.py",
    "src/maillage/foundation/journal/*.py",
    "src/maillage/ground/territories/**/*.py",
    "src/maillage/roof/upkeep/**/*.py",
    "tests/reliability/database.py",
    "tests/roof/upkeep/installations.py",
    "tests/roof/upkeep/snapshots/*",
)
AN_HOUR = 3600
Make = Callable[[str, Path], object]


def server_address() -> str:
    """The PostgreSQL that the tests run on; nothing when they run on SQLite."""
    address = os.environ.get("DATABASE_URL", "")
    return address if address.startswith("postgres") else ""


def model_place(
    name: str, make: Make, begins_as: str = "", *, in_file: bool = False
) -> tuple[str, Path]:
    """The address and the folder of the model of this name, which nobody opens once it is made.

    `make` receives a database and its folder, blank or as another model was made; it runs once,
    however many processes ask. The model is a file, `in_file` or where tests run on SQLite.
    """
    data = Path(os.environ.get("MAILLAGE_DATA") or ROOT / "var")
    mark = _digest_of_sources()
    folder = data / "models" / mark / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if server_address() and not in_file:
            return _on_server(folder, make, begins_as)
        return _in_file(folder, make, begins_as)


def _digest_of_sources() -> str:
    shown_hash = sha256()
    for path in sorted(result for pattern in SOURCES for result in ROOT.glob(pattern)):
        shown_hash.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return shown_hash.hexdigest()[:16]


def _in_file(folder: Path, make: Make, begins_as: str) -> tuple[str, Path]:
    address = f"sqlite:///{folder / FILE}"
    if not folder.is_dir():
        _leave_older(folder.parent)
        making = folder.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        if begins_as:
            shutil.copytree(folder.with_name(begins_as), making)
        else:
            making.mkdir()
        make(f"sqlite:///{making / FILE}", making)
        making.rename(folder)
    return address, folder


def _leave_older(current: Path) -> None:
    """Removes what other sources made, unless tests may still be running on it."""
    for other in current.parent.iterdir():
        if other != current and time.time() - other.stat().st_mtime > AN_HOUR:
            shutil.rmtree(other, ignore_errors=True)


def _on_server(place: Path, make: Make, begins_as: str) -> tuple[str, Path]:
    name, folder = _database_of(place), _files_of(place)
    start = _database_of(place.with_name(begins_as)) if begins_as else "template0"
    with psycopg.connect(server_address(), autocommit=True) as administrator:
        if not (folder.is_dir() and _is_on(administrator, name)):
            making = f"{name}_making"
            for unfinished in (making, name):
                administrator.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
            administrator.execute(f'CREATE DATABASE "{making}" TEMPLATE "{start}"')
            shutil.rmtree(folder, ignore_errors=True)
            if begins_as:
                shutil.copytree(_files_of(place.with_name(begins_as)), folder)
            else:
                folder.mkdir()
            make(_address(making), folder)
            administrator.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    return _address(name), folder


def _database_of(place: Path) -> str:
    return f"model_{place.parent.name}_{place.name}"


def _files_of(place: Path) -> Path:
    return place.with_name(f"{place.name}-on-server")


def _address(database: str) -> str:
    return urlsplit(server_address())._replace(path=f"/{database}").geturl()


def _is_on(administrator: psycopg.Connection, name: str) -> bool:
    cursor = administrator.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None
