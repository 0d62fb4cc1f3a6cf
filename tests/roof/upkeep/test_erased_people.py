"""Erased people do not come back with a backup taken before."""

from pathlib import Path

from tests.reliability.database import OwnDatabase
from tests.roof.upkeep.installations import done, parts_here, rows_of

ERASE = """
from maillage.foundation.journal.erased import remember_erased
from maillage.ground.directory.models import Person
from django.db.models import Count
person = Person.objects.annotate(n=Count("mandates")).filter(n__gt=0).order_by("pk").first()
remember_erased(person)
NUMBER = person.pk
"""
TRACES = """
from django.contrib.contenttypes.models import ContentType
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory.models import Contact, Mandate, Person, Skill
kind = ContentType.objects.get_for_model(Person)
changes = LogEntry.objects.filter(content_type=kind, object_id=NUMBER).exclude(changes={})
rows = [m.objects.filter(person=NUMBER) for m in (Contact, Mandate, Skill)]
rows += [Person.objects.filter(pk=NUMBER), changes]
print(json.dumps({"counts": [NUMBER, *(row.count() for row in rows)]}))
"""


def test_erased_person_does_not_come_back(
    installation: OwnDatabase, blank: OwnDatabase, tmp_path: Path
) -> None:
    backup = tmp_path / "avant.zip"
    done(installation, "backup", backup)
    number, *before = installation.run_python(ERASE + TRACES)["counts"]
    rows = rows_of(backup, "directory_person")
    family_name = str(next(row["family_name"] for row in rows if row["id"] == number))
    (blank.data / "erased.jsonl").write_bytes((installation.data / "erased.jsonl").read_bytes())

    words = done(blank, "restore", backup)

    assert "1 personnes effacées depuis ne reviennent pas" in words
    assert min(before[1], before[3], before[4]) > 0
    assert blank.run_python(f"NUMBER = {number}{TRACES}")["counts"] == [number, 0, 0, 0, 0, 0]
    assert int(str(parts_here(blank)[0]["directory_person"]["size"])) == len(rows) - 1
    left = blank.data / "look.zip"
    same_name = [row for row in rows if row["family_name"] == family_name]
    lines = [str(row) for row in rows_of(left, "journal_logentry")]
    assert len(same_name) > 1 or not any(family_name in line for line in lines)
    done(blank, "check_journal")
