"""A restore cut at any instant: the whole old state or the whole new one, attachments compared."""

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from tests.models_of_databases import server_address
from tests.reliability.database import OwnDatabase, copied_database, own_database
from tests.roof.upkeep.installations import done, run, started

LOOK = """
from maillage.foundation.accounts.models import User
print(json.dumps({"states": sorted(User.objects.values_list("email", flat=True))}))
"""
RENAME = """
from maillage.foundation.accounts.models import User
User.objects.update(email="ines@retz.example.org")
print("{}")
"""
# The process ends itself at the Nth change of names that it does among the data.
CUT_AT_FILES = """
import os, signal, sys
left = {n}
def count(event, values):
    global left
    if event in ("os.rename", "os.rmdir", "os.remove") and {data!r} in str(values[0]) + os.getcwd():
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
"""
CUT_AT_COMMIT = """
import os, signal
from django.db import connection
commit = connection._commit
def cut():
    if {is_after}:
        commit()
    os.kill(os.getpid(), signal.SIGKILL)
connection._commit = cut
"""
COMMIT_THAT_FAILS = """
from django.db import OperationalError, connection
commit = connection._commit
def fail():
    connection._commit = commit
    if {is_after}:
        commit()
    raise OperationalError("perdu")
connection._commit = fail
"""
COMMIT_THAT_WAITS = """
import time
from django.db import connection
def wait():
    print("waiting", flush=True)
    time.sleep(600)
connection._commit = wait
"""
COMMIT_THAT_LACKS_LOCKS = """
from django.db import connection
commit = connection._commit
def lack():
    connection._commit = commit
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE 'manque' USING ERRCODE = '53200'; END $$")
connection._commit = lack
"""
LOCKS_HERE = """
SELECT count(*) FROM pg_locks
WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
LOCKS_BY_DEFAULT = 6_400  # 64 for each of the 100 connections that PostgreSQL allows


class Replaced(NamedTuple):
    """An installation, the backup that comes in its place, and both states."""

    database: OwnDatabase
    backup: Path
    old: tuple[list[str], dict[str, bytes]]
    new: tuple[list[str], dict[str, bytes]]


def put(database: OwnDatabase, word: str) -> None:
    """Attachments that say this word: one that both states have, and one that is theirs alone."""
    for name in ("2026/convention.pdf", f"2026/{word}.csv"):
        path = database.data / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(word * 5_000)


def state(database: OwnDatabase) -> tuple[list[str], dict[str, bytes]]:
    """The accounts and the attachments of an installation."""
    folder = database.data / "files"
    paths = [path for path in folder.rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return database.run_python(LOOK)["states"], files


def hidden(database: OwnDatabase) -> list[str]:
    """What a restore has left beside the attachments."""
    return [path.name for path in database.data.iterdir() if path.name.startswith(".")]


@pytest.fixture(scope="module")
def replaced_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replaced]:
    """What each test receives a copy of."""
    folder = tmp_path_factory.mktemp("replaced")
    with own_database(folder / "here") as database:
        put(database, "nouveau")
        new = state(database)
        done(database, "backup", folder / "new.zip")
        database.run_python(RENAME)
        (database.data / "files" / "2026" / "nouveau.csv").unlink()
        put(database, "ancien")
        old = state(database)
        done(database, "backup", folder / "old.zip")
        yield Replaced(database, folder / "new.zip", old, new)


@pytest.fixture
def replaced(replaced_once: Replaced, tmp_path: Path) -> Iterator[Replaced]:
    """An installation in its old state, and the backup that comes in its place."""
    folder = tmp_path / "installation"
    shutil.copytree(replaced_once.database.data, folder)
    with copied_database(replaced_once.database, folder) as database:
        yield replaced_once._replace(database=database)


def disturbed(replaced: Replaced, code: str) -> subprocess.Popen[str]:
    """A restore that these lines disturb, running beside the tests."""
    return replaced.database.start_python(
        f"import django; django.setup()\n{code}\n"
        "from django.core.management import execute_from_command_line\n"
        f"execute_from_command_line(['', 'restore', '--replace', {str(replaced.backup)!r}])"
    )


def cut(replaced: Replaced, code: str) -> tuple[int, str]:
    """The exit of a restore that these lines disturb, and what it said."""
    process = disturbed(replaced, code)
    out, err = process.communicate()
    return process.returncode, out + err


def settled(replaced: Replaced) -> tuple[list[str], dict[str, bytes]]:
    """The state once a command has come after, which leaves nothing of what was cut."""
    done(replaced.database, "upgrade")
    assert hidden(replaced.database) == []
    return state(replaced.database)


@pytest.mark.parametrize("is_after", [False, True])
def test_restore_killed_at_its_commit_is_whole_or_undone(
    replaced: Replaced, *, is_after: bool
) -> None:
    code, _text = cut(replaced, CUT_AT_COMMIT.format(is_after=is_after))

    assert code == -signal.SIGKILL
    assert settled(replaced) == (replaced.new if is_after else replaced.old)


def test_restore_killed_at_any_of_its_changes_of_files_is_whole(
    replaced: Replaced, is_long: bool
) -> None:
    data, kills = str(replaced.database.data), 0

    for n in range(0, 20, 1 if is_long else 3):
        code, text = cut(replaced, CUT_AT_FILES.format(n=n, data=data))
        if code == 0:
            break
        assert code == -signal.SIGKILL, text
        kills += 1
        assert settled(replaced) == replaced.new
        done(replaced.database, "restore", "--replace", replaced.backup.with_name("old.zip"))
        assert state(replaced.database) == replaced.old
    assert kills >= 2


def test_restore_killed_at_any_instant_is_whole_or_undone(
    replaced: Replaced, is_long: bool
) -> None:
    begun, chance = time.monotonic(), random.Random(13)
    done(replaced.database, "restore", "--replace", replaced.backup.with_name("old.zip"))
    lasted = time.monotonic() - begun

    for _instant in range(40 if is_long else 3):
        process = started(replaced.database, "restore", "--replace", replaced.backup)
        time.sleep(lasted * chance.uniform(0.3, 1.0))
        process.kill()
        process.communicate()
        assert settled(replaced) in (replaced.old, replaced.new)


@pytest.mark.parametrize("is_after", [False, True])
def test_commit_that_fails_leaves_everything_as_it_was(
    replaced: Replaced, *, is_after: bool
) -> None:
    code, text = cut(replaced, COMMIT_THAT_FAILS.format(is_after=is_after))

    sentence = "la restauration est faite" if is_after else "reste comme elle était"
    assert (code, sentence in text) == (1, True), text
    assert hidden(replaced.database) == []
    assert state(replaced.database) == (replaced.new if is_after else replaced.old)


def test_nothing_is_restored_nor_saved_beside_a_restore_under_way(replaced: Replaced) -> None:
    process = disturbed(replaced, COMMIT_THAT_WAITS)
    assert process.stdout
    assert process.stdout.readline() == "waiting\n"

    answer = run(replaced.database, "backup", replaced.backup.with_name("during.zip"))

    process.kill()
    process.communicate()
    assert (answer.code, "Une restauration est en cours" in answer.text) == (1, True)
    assert settled(replaced) == replaced.old


@pytest.mark.skipif(not server_address(), reason="SQLite locks its file, not its tables")
def test_restore_takes_fewer_locks_than_a_server_has_by_default(replaced: Replaced) -> None:
    process = disturbed(replaced, COMMIT_THAT_WAITS)
    assert process.stdout
    assert process.stdout.readline() == "waiting\n"

    with psycopg.connect(replaced.database.url) as connection:
        row = connection.execute(LOCKS_HERE).fetchone()

    process.kill()
    process.communicate()
    assert row
    assert 1_000 < row[0] < LOCKS_BY_DEFAULT


@pytest.mark.skipif(not server_address(), reason="SQLite locks its file, not its tables")
def test_restore_without_locks_enough_says_which_setting_to_change(replaced: Replaced) -> None:
    code, text = cut(replaced, COMMIT_THAT_LACKS_LOCKS)

    assert (code, "max_locks_per_transaction = 256" in text) == (1, True), text
    assert state(replaced.database) == replaced.old
