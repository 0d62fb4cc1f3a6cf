"""Backup under load, restore on a blank machine, round trip between the two databases."""

import random
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from pytest_django import Settings

from maillage.roof.upkeep.archive.manifest import blank_manifest
from maillage.roof.upkeep.archive.opening import opened
from maillage.roof.upkeep.archive.packing import Packer, whole_or_nothing
from maillage.roof.upkeep.faults import RestoreRefusedError
from maillage.roof.upkeep.services.restore import restore
from tests.models_of_databases import FILE
from tests.reliability.database import OwnDatabase, sqlite_database
from tests.roof.upkeep.installations import (
    RELEASE,
    SNAPSHOT,
    done,
    parts_here,
    parts_of,
    run,
    started,
)

WRITE_ON = """
import time
from maillage.foundation.cooperations.models import Cooperation, Workspace
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation, OrganisationName
workspace, end, done = Workspace.objects.first(), time.monotonic() + 60, 0
cooperation = workspace.cooperations.first()
while not STOP.exists() and time.monotonic() < end:
    with journal.write(None, workspace_id=workspace.pk, topic="organisations"):
        one = Organisation.objects.create(workspace=workspace, name=f"Structure {done}")
        OrganisationName.objects.create(organisation=one, name=f"Nom {done}")
    done += 1
print(json.dumps({"counts": [done], "entries": 0, "states": [], "sound": "", "text": ""}))
"""


def names_in(database: OwnDatabase) -> int:
    """How many names are written; a process of its own would tell it a second later."""
    query = "SELECT count(*) FROM directory_organisationname"
    if database.url.startswith("postgres"):
        with psycopg.connect(database.url) as reader:
            row = reader.execute(query).fetchone()
    else:
        with closing(sqlite3.connect(database.data / FILE)) as reader:
            row = reader.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_backup_under_load_restores_on_a_blank_machine(
    installation: OwnDatabase, blank: OwnDatabase, tmp_path: Path
) -> None:
    backup, stop, written = tmp_path / "charge.zip", tmp_path / "stop", list[int]()
    code = WRITE_ON.replace("STOP", f"__import__('pathlib').Path({str(stop)!r})")
    writers = [
        threading.Thread(target=lambda: written.extend(installation.run_python(code)["counts"]))
        for _ in range(2)
    ]
    names = names_in(installation)
    for writer in writers:
        writer.start()
    while names_in(installation) == names:
        time.sleep(0.02)
    done(installation, "backup", backup)
    stop.touch()
    for writer in writers:
        writer.join()

    done(blank, "restore", backup)

    tables, files = parts_of(backup)
    before, after = parts_of(RELEASE)[0], parts_here(installation)[0]
    pair = ("directory_organisation", "directory_organisationname")
    numbers = [int(str(tables[name]["size"])) - int(str(before[name]["size"])) for name in pair]
    all_written = int(str(after[pair[0]]["size"])) - int(str(before[pair[0]]["size"]))
    assert parts_here(blank) == (tables, files)
    assert numbers[0] == numbers[1]
    assert sum(written) == all_written >= numbers[0] > 0


def test_one_flipped_byte_anywhere_is_refused(blank: OwnDatabase, tmp_path: Path) -> None:
    sound, damaged = SNAPSHOT.read_bytes(), tmp_path / "abimee.zip"
    chance = random.Random(3)
    places = [0, len(sound) - 1, *(chance.randrange(len(sound)) for _ in range(300))]

    for place in places:
        content = bytearray(sound)
        content[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(content)
        with pytest.raises(RestoreRefusedError, match="abîmé"), opened(damaged):
            pass

    refused = run(blank, "restore", damaged)
    assert (refused.code, "abîmé" in refused.text) == (1, True)
    assert run(blank, "backup", tmp_path / "vide.zip").text.strip() == (
        "CommandError: La base est vide : il n’y a rien à sauvegarder."
    )


def test_backup_of_another_key_is_refused_unless_it_may_come_from_elsewhere(
    model_backup: Path, blank: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsealed = run(blank, "restore", SNAPSHOT)
    monkeypatch.setenv("MAILLAGE_SECRET_KEY", "une-autre-cle-" * 5)
    foreign = run(blank, "restore", model_backup)

    for answer, path in ((unsealed, SNAPSHOT), (foreign, model_backup)):
        refusal = f"Rien ne prouve que {path.name} vient de cette installation"
        assert (answer.code, refusal in answer.text) == (1, True)
    done(blank, "restore", "--from-elsewhere", model_backup)
    assert parts_here(blank) == parts_of(model_backup)


def test_backup_of_a_key_since_replaced_is_ours(tmp_path: Path, settings: Settings) -> None:
    path, before = tmp_path / "avant.zip", "cle-remplacee-" * 5
    settings.SECRET_KEY = before
    with whole_or_nothing(path) as stream, closing(Packer(stream)) as packer:
        packer.finish(blank_manifest((), "sqlite"))
    settings.SECRET_KEY = "cle-du-jour-" * 5

    with pytest.raises(RestoreRefusedError, match="vient de cette installation"), opened(path):
        pass
    settings.SECRET_KEY_FALLBACKS = [before]
    with opened(path) as backup:
        assert backup.manifest.tables == {}


def test_a_backup_cut_short_or_lengthened_is_refused(tmp_path: Path) -> None:
    sound, damaged = SNAPSHOT.read_bytes(), tmp_path / "abimee.zip"

    for content in (sound[: len(sound) // 2], sound + b"0", sound[:-1], b"", sound[-71:]):
        damaged.write_bytes(content)
        with pytest.raises(RestoreRefusedError, match="abîmé"), opened(damaged):
            pass


def test_a_backup_of_a_later_format_release_or_with_unknown_tables_is_refused(
    tmp_path: Path,
) -> None:
    path, later = tmp_path / "apres.zip", ("directory", "9999_later")

    for number, migrations, table in [(2, (), ""), (1, (later,), ""), (1, (), "later_visit")]:
        manifest = blank_manifest(migrations, "sqlite")
        manifest.format = number
        with whole_or_nothing(path) as stream, closing(Packer(stream)) as packer:
            if table:
                manifest.tables[table] = packer.add_lines(f"tables/{table}.jsonl", [])
            packer.finish(manifest)
        with pytest.raises(RestoreRefusedError, match=r"plus récente|Maillage ignore"):
            restore(path=path)


def test_what_is_there_is_replaced_only_when_asked(
    installation: OwnDatabase, tmp_path: Path
) -> None:
    backup = tmp_path / "avant.zip"
    done(installation, "backup", backup)
    shutil.rmtree(installation.data / "files" / "2026")
    (installation.data / "files" / "autre.txt").write_text("après")
    code = "from maillage.ground.directory.models import Skill; Skill.objects.all().delete()"
    installation.run_python(f"{code}; print('{{}}')")
    changed = parts_here(installation)

    refused = run(installation, "restore", backup)

    assert (refused.code, "déjà des données" in refused.text) == (1, True)
    assert parts_here(installation) == changed != parts_of(backup)
    done(installation, "restore", "--replace", backup)
    assert parts_here(installation) == parts_of(backup)


def test_round_trip_from_this_database_to_sqlite_and_back(
    model_backup: Path,
    blank: OwnDatabase,
    tmp_path: Path,
) -> None:
    other, coming_back = sqlite_database(tmp_path / "autre"), tmp_path / "retour.zip"
    other.data.mkdir()

    done(other, "restore", model_backup)
    done(other, "backup", coming_back)
    done(blank, "restore", coming_back)

    assert parts_here(blank) == parts_of(coming_back) == parts_of(model_backup)
    done(blank, "check_journal")


def test_what_is_written_after_a_restore_takes_no_used_key(
    installation: OwnDatabase, blank: OwnDatabase, tmp_path: Path
) -> None:
    backup = tmp_path / "cles.zip"
    made = """
from maillage.ground.directory.models import Skill
one = Skill.objects.create(person_id=1, name="Concertation")
print(json.dumps({"counts": [one.pk]}))
"""
    first = installation.run_python(made + "one.delete()")["counts"][0]
    done(installation, "backup", backup)

    done(blank, "restore", backup)

    assert blank.run_python(made)["counts"] == [first + 1]


COUNTED = """
from django.db import connection
queries = {
    "sqlite": "SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'directory_organisation'",
    "postgresql": "SELECT reltuples FROM pg_class WHERE relname = 'directory_organisation'",
}
with connection.cursor() as cursor:
    cursor.execute(queries[connection.vendor])
    print(json.dumps({"counts": [cursor.fetchone()[0]]}))
"""


def test_a_restored_database_has_counted_its_rows(blank: OwnDatabase, model_backup: Path) -> None:
    done(blank, "restore", model_backup)

    assert blank.run_python(COUNTED)["counts"][0] > 0


def test_killed_backup_leaves_the_one_that_was_there(
    installation: OwnDatabase, tmp_path: Path, is_long: bool
) -> None:
    backup, chance = tmp_path / "du-jour.zip", random.Random(5)
    done(installation, "backup", backup)
    with opened(backup) as whole:
        pair = (whole.manifest.tables, whole.manifest.files)

    for _instant in range(40 if is_long else 4):
        process = started(installation, "backup", backup)
        time.sleep(chance.uniform(0.5, 1.3))
        process.kill()
        process.communicate()
        with opened(backup) as whole:
            assert (whole.manifest.tables, whole.manifest.files) == pair
    done(installation, "backup", backup)
    assert parts_of(backup) == parts_here(installation)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["du-jour.zip", "installation"]
