"""Export and erasure of one person among 10,000: nothing of them is left in any byte."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.reliability.database import OwnDatabase, own_database
from tests.roof.upkeep.installations import done

MANY, FEW = 10_000, 300
MARK = "zqeffaceeqz"
FILL = f"""
from datetime import date, timedelta
from django.utils import timezone
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.journal.seals import seal_past_days
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.models import (
    Availability, Contact, Mandate, Organisation, Person, Reliability, Skill)
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.foundation.exchange.targets.targets import target_by_word
from maillage.ground.directory.confidences.services import erase_fact
author, place = User.objects.get(), Cooperation.objects.get()
with journal.write(author, workspace_id=place.workspace_id, topic="people"):
    town = Organisation.objects.create(workspace=place.workspace, name="Commune de Pornic")
    people = journal.bulk_create(Person, [
        Person(workspace=place.workspace, family_name=f"Nom{{n}}", given_name="Inès")
        for n in range(NUMBER)])
    journal.bulk_create(Mandate, [Mandate(person=one, organisation=town) for one in people])
    one = Person.objects.create(workspace=place.workspace, family_name="{MARK}",
        given_name="Prénom {MARK}", source="source {MARK}", informed_how="lettre {MARK}")
    Mandate.objects.create(person=one, organisation=town, function="{MARK}", notes="{MARK}")
    Contact.objects.create(person=one, kind="email", value="{MARK}@exemple.fr")
    Contact.objects.create(person=one, kind="phone", value="01 99 00 14 22")
    Skill.objects.create(person=one, name="savoir {MARK}")
    shared = dict(person=one, cooperation=place, author=author)
    Availability.objects.create(**shared, said="{MARK}")
    fact = dict(source="{MARK}", observed_on=date(2026, 5, 4), expires_on=date(2027, 5, 4))
    Reliability.objects.create(**shared, fact="{MARK}", **fact)
    gone = Reliability.objects.create(**shared, fact="ancien {MARK}", **fact)
    one.source = "autre source {MARK}"
    one.save()
erase_fact(author=author, reliability=gone)
now = timezone.now()
Letter.objects.create(key="l", kind="digest", to="{MARK}@exemple.fr", subject="{MARK}",
    text="{MARK}", created_at=now, next_try=now, workspace_id=place.workspace_id)
receive_file(author=author, cooperation=place, target=target_by_word("contacts"),
    name="{MARK}.csv", content=b"Structure;Nom\\nPornic;{MARK}\\n")
LogEntry.objects.update(timestamp=now - timedelta(days=3))
sealed = len(seal_past_days(now))
print(json.dumps({{"counts": [one.pk, sealed]}}))
"""
EXPORT_AND_ERASE = """
from django.test import Client
from maillage.foundation.accounts.models import User
from maillage.ground.directory.models import Mandate, Person
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
client.force_login(User.objects.get())
place = "/c/retz/annuaire/personnes/"

def table():
    return client.get(f"{place}?export=csv&filtres=1").getvalue().decode()

given = client.post(f"{place}NUMBER/donnees/", {"format": "json"})
before = table()
gone = client.post(f"{place}NUMBER/effacer/", {"how": "erase", "sure": "on"})
print(json.dumps({
    "text": given.text if given.status_code == 200 else "",
    "states": [before, table()],
    "counts": [gone.status_code, Person.objects.count(), Mandate.objects.count()],
}))
"""
LEFT = """
from maillage.ground.directory.models import Mandate, Person
print(json.dumps({"counts": [Person.objects.count(), Mandate.objects.count()]}))
"""


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[OwnDatabase]:
    """An installation of one officer, to be filled."""
    folder = tmp_path / "crowd"
    folder.mkdir()
    with own_database(folder) as database:
        yield database


def places_saying(database: OwnDatabase, mark: str) -> list[str]:
    """The files of the data folder, and on a server the tables, in which a byte string stands."""
    names = [
        str(path.relative_to(database.data))
        for path in sorted(database.data.rglob("*"))
        if path.is_file() and mark.encode() in path.read_bytes()
    ]
    return names + (tables_saying(database.url, mark) if "postgres" in database.url else [])


def tables_saying(url: str, mark: str) -> list[str]:
    """The tables of which a row, bytes included, says this."""
    hidden = mark.encode().hex()
    with psycopg.connect(url) as reader:
        rows = reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [str(row[0]) for row in rows]
        return [
            table
            for table in sorted(tables)
            if reader.execute(
                f'SELECT 1 FROM "{table}" AS row '  # noqa: S608  # names told by the server
                "WHERE row::text ILIKE %s OR row::text ILIKE %s LIMIT 1",
                [f"%{mark}%", f"%{hidden}%"],
            ).fetchone()
        ]


def test_export_and_erasure_of_one_person_among_10_000(
    crowd: OwnDatabase, blank: OwnDatabase, tmp_path: Path, is_long: bool
) -> None:
    many = MANY if is_long else FEW
    key, sealed = crowd.run_python(FILL.replace("NUMBER", str(many)))["counts"]
    backup = tmp_path / "avant.zip"
    done(crowd, "backup", backup)
    assert sealed >= 1
    assert places_saying(crowd, MARK) != []

    facts = crowd.run_python(EXPORT_AND_ERASE.replace("NUMBER", str(key)))

    before, after = facts["states"]
    assert (f"autre source {MARK}" in facts["text"], MARK in before) == (True, True)
    assert (MARK in after, facts["counts"]) == (False, [302, many, many])
    assert places_saying(crowd, MARK) == []
    done(crowd, "check_journal")
    (blank.data / "erased.jsonl").write_bytes((crowd.data / "erased.jsonl").read_bytes())
    done(blank, "restore", backup)
    assert blank.run_python(LEFT)["counts"] == [many, many]
    assert parts_saying(blank) == []
    done(blank, "check_journal")


def parts_saying(database: OwnDatabase) -> list[str]:
    """Where a restored installation still says the mark, in a fresh backup of it."""

    look = database.data.parent / "apres.zip"
    done(database, "backup", look)
    with zipfile.ZipFile(look) as archive:
        return [name for name in archive.namelist() if MARK.encode() in archive.read(name)]
