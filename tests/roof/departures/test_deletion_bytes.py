"""A cooperation deleted is in no byte of the data folder, and in no table of the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.database import OwnDatabase, own_database
from tests.roof.upkeep.installations import done
from tests.roof.upkeep.test_one_person_among_many import places_saying

MARK = "zqoctetsqz"
FILL = f"""
from datetime import timedelta
from django.utils import timezone
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.journal.seals import seal_past_days
from maillage.foundation.mail.models import Letter
from maillage.roof.departures.services import ask_archive, make_archive
from maillage.roof.departures.services import ask_deletion
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_attachment
from tests.roof.departures.test_deletion import filled
access = Access.objects.get()
beside = make_access(cooperation=make_cooperation(workspace=access.cooperation.workspace))
filled(access, "{MARK}")
filled(beside, "zqresteqz")
make_attachment(cooperation=access.cooperation, author=access.user, content=b"{MARK}")
make_archive(archive=ask_archive(access=access))
LogEntry.objects.update(timestamp=timezone.now() - timedelta(days=3))
sealed = len(seal_past_days(timezone.now()))
ask_deletion(author=access.user, cooperation=access.cooperation)
print(json.dumps({{"counts": [sealed]}}))
"""
DELETE = """
from datetime import timedelta
from django.utils import timezone
from maillage.roof.departures.services import delete_due
print(json.dumps({"counts": [delete_due(timezone.localdate() + timedelta(days=30))]}))
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[OwnDatabase]:
    """An installation of one officer, that real processes fill."""
    with own_database(tmp_path) as made:
        yield made


def test_deleted_cooperation_is_in_no_byte(database: OwnDatabase) -> None:
    (sealed,) = database.run_python(FILL)["counts"]
    before, beside = places_saying(database, MARK), places_saying(database, "zqresteqz")
    assert sealed >= 1
    assert {name.partition("/")[0] for name in before} >= {"archives", "files"}
    assert [name for name in before if "sqlite" in name or "journal_" in name]

    gone = database.run_python(DELETE)["counts"]

    assert gone == [1]
    assert places_saying(database, MARK) == []
    assert places_saying(database, "zqresteqz") == beside
    done(database, "check_journal")
