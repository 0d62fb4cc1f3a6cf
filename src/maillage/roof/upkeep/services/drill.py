"""A backup brought back aside, compared with what it announces, then removed: would it serve?"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from maillage.foundation.journal.erased import erased_list
from maillage.foundation.journal.models import Seal
from maillage.roof.upkeep.archive.manifest import Manifest
from maillage.roof.upkeep.archive.opening import opened
from maillage.roof.upkeep.archive.packing import is_claimed
from maillage.roof.upkeep.faults import UpkeepError

ASIDE = "essai"
NO_RIGHT = "42501"
PASSING = frozenset({"mail_enclosure"})  # a restored letter that waited leaves no more


@dataclass(frozen=True)
class Drill:
    """What came back aside: the backup's own list, the last seal of its journal, what differs."""

    manifest: Manifest
    seal: str
    is_seal_here: bool
    changed: list[str]


def drill(*, path: Path, from_elsewhere: bool = False) -> Drill:
    """What came back; UpkeepError when the backup would not serve. Nothing of it is left here.

    Each table is compared with its digest as it comes back, then all are saved again: attachments
    must be the same, and tables have as many rows, but where this version or an erasure changed
    them.
    """
    with opened(path, from_elsewhere=from_elsewhere) as backup:
        first = backup.manifest
    with _aside() as aside:
        aside.run("restore", "--from-elsewhere", str(path.resolve()))
        again = aside.folder / "again.zip"
        aside.run("backup", str(again))
        aside.run("check_journal")
        with opened(again) as copy:
            second = copy.manifest
            seal = _last_seal(copy.lines(Seal._meta.db_table))
    changed = changed_tables(first, second)
    return Drill(first, seal, _is_here(seal), changed)


def changed_tables(first: Manifest, second: Manifest) -> list[str]:
    """The tables that have other numbers of rows, and a reason to; UpkeepError without one."""
    if first.files != second.files:
        raise UpkeepError("Les pièces jointes ne reviennent pas toutes à l’identique.")
    names = sorted(first.tables.keys() & second.tables.keys())
    changed = [name for name in names if first.tables[name].size != second.tables[name].size]
    has_reason = first.migrations != second.migrations or erased_list().exists()
    if not has_reason and (lost := [name for name in changed if name not in PASSING]):
        raise UpkeepError(f"Des lignes manquent ou sont en trop : {', '.join(lost)}.")
    return changed


def _last_seal(lines: Iterator[bytes]) -> str:
    """The digest of the last seal of the journal, which stands on all those before it."""
    digest = ""
    for line in lines:
        digest = str(json.loads(line)["digest"])
    return digest


def _is_here(seal: str) -> bool:
    is_made = Seal._meta.db_table in connection.introspection.table_names()
    return is_made and Seal.objects.filter(digest=seal).exists()


@dataclass(frozen=True)
class _Aside:
    """An installation aside: its folder, its variables, and the lock that its commands hold too."""

    folder: Path
    environment: Mapping[str, str]
    lock: int

    def run(self, *words: str) -> None:
        """A command there; UpkeepError with its words when it fails.

        One that outlives a killed drill keeps the lock, so that the next drill waits for its end.
        """
        command = [sys.executable, "-m", "django", *words]
        ended = subprocess.run(  # noqa: S603  # our own words
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            pass_fds=(self.lock,),
        )
        if ended.returncode:
            raise UpkeepError(ended.stderr.strip().splitlines()[-1].removeprefix("CommandError: "))


@contextmanager
def _aside() -> Iterator[_Aside]:
    """An installation aside, empty, which alone uses its folder and database."""
    folder = Path(settings.DATA) / f".{ASIDE}"
    lock = folder.with_suffix(".lock")
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock.open("wb") as stream:
        if not is_claimed(stream, lock):
            raise UpkeepError("Un autre essai de restauration est en cours : attendez sa fin.")
        address = _address()
        _clear(folder)
        try:
            folder.mkdir(mode=0o700)
            if erased_list().exists():
                shutil.copy(erased_list(), folder)
            _make_database()
            yield _Aside(folder, os.environ | _variables(folder, address), stream.fileno())
        finally:
            _clear(folder)
            lock.unlink()


def _variables(folder: Path, address: str) -> dict[str, str]:
    return {
        "DATABASE_URL": address,
        "MAILLAGE_DATA": str(folder),
        "MAILLAGE_BACKUPS": str(folder),
    }


def _address() -> str:
    """The database aside: on the same server, or in the folder."""
    if connection.vendor != "postgresql":
        return ""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return f"{parts.scheme}://{parts.netloc}/{_name()}?{parts.query}"


def _name() -> str:
    return f"{connection.settings_dict['NAME']}_{ASIDE}"


def _make_database() -> None:
    if connection.vendor != "postgresql":
        return
    name = connection.ops.quote_name(_name())
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != NO_RIGHT:
            raise UpkeepError(f"La base de l’essai ne peut pas être créée. ({error})") from error
        raise UpkeepError(
            "Le compte de la base ne peut pas en créer une pour l’essai. Donnez-lui ce droit :  "
            f"runuser -u postgres -- psql -c 'ALTER ROLE {_account()} CREATEDB'"
        ) from error


def _account() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def _clear(folder: Path) -> None:
    """Removes what is aside, this drill's or what one that was killed left."""
    if folder.exists():
        shutil.rmtree(folder)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(_name())
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
