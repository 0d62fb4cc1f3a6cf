"""Two ticks at once, on two machines of one installation, do what one does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.foundation.mail.smtp_server import MailServer, mail_server
from tests.reliability.database import OwnDatabase, own_database

_SAY_SOMETHING = """
from datetime import date, datetime, UTC
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Member, Organisation
cooperation = Cooperation.objects.get()
for number in range(20):
    user = User.objects.create(email=f"n{number}@retz.example.org")
    Access.objects.create(user=user, cooperation=cooperation, role="elected")
Access.objects.update(given_at=datetime(2026, 11, 1, tzinfo=UTC))
organisation = Organisation.objects.create(workspace=cooperation.workspace, name="Bouin")
Member.objects.create(cooperation=cooperation, organisation=organisation, kind="full",
    until=date(2026, 11, 25))
print("{}")
"""
_TICK = """
import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
from time_machine import travel
with travel(datetime(2026, 11, 23, 7, MINUTE, tzinfo=UTC)):
    call_command("tick")
"""
_LOOK = """
from maillage.foundation.mail.models import Letter, Rhythm
from maillage.ground.missions.models import Snapshot
print(json.dumps({"letters": list(Letter.objects.order_by("to").values_list("to", "state")),
    "slots": sorted(set(Rhythm.objects.values_list("slot", flat=True))),
    "snapshots": Snapshot.objects.count()}))
"""


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@pytest.fixture
def database(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OwnDatabase]:
    """A database with twenty-one readers to remind, whose letters go to the server."""
    monkeypatch.setenv("MAILLAGE_SMTP_URL", server.url)
    monkeypatch.setenv("MAILLAGE_FROM", "maillage@retz.example.org")
    with own_database(tmp_path) as made:
        made.run_python(_SAY_SOMETHING)
        yield made


def test_two_ticks_at_once_write_and_send_each_reminder_once(
    database: OwnDatabase, server: MailServer
) -> None:
    readers = sorted(["helene@retz.example.org"] + [f"n{n}@retz.example.org" for n in range(20)])

    for minute in ("1", "2"):
        ticks = [database.start_python(_TICK.replace("MINUTE", minute)) for _ in range(2)]
        pairs = [tick.communicate() for tick in ticks]
        assert [tick.returncode for tick in ticks] == [0, 0], pairs

    assert server.recipients() == readers
    assert dict(database.run_python(_LOOK)) == {
        "letters": [[reader, "sent"] for reader in readers],
        "slots": ["2026-W48"],
        "snapshots": 1,
    }
