"""Two clicks at once on « Envoyer » write one link and one letter to each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.database import OwnDatabase, own_database

_A_POLL = """
from datetime import date
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Contact, Organisation
from maillage.trade.governance.models import Body, DatePoll, PollInvitee, Seat
place = Cooperation.objects.get()
town = Organisation.objects.create(workspace=place.workspace, name="Bouin")
Contact.objects.create(organisation=town, kind="email", value="mairie@bouin.example.org")
body = Body.objects.create(cooperation=place, name="Comité")
poll = DatePoll.objects.create(body=body, closes_on=date(2100, 1, 1))
PollInvitee.objects.create(poll=poll, seat=Seat.objects.create(body=body, organisation=town))
print("{}")
"""
_CLICK = """
import django, sys, time; django.setup()
from django.db import transaction
from django.utils import timezone
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import DatePoll, PollInvitee
from maillage.trade.governance.date_polls.services import ask_invitees
with transaction.atomic():
    ask_invitees(access=Access.objects.get(), poll=DatePoll.objects.get(),
        invitees=list(PollInvitee.objects.all()), today=timezone.localdate(), absolute=str)
    print("begun", flush=True)
    time.sleep(REST)
"""
_LOOK = """
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.mail.models import Letter
print(json.dumps({"counts": [AnswerLink.objects.count(), Letter.objects.count()],
    "states": list(Letter.objects.values_list("to", flat=True))}))
"""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnDatabase]:
    """A database with a poll, that two processes share."""
    monkeypatch.setenv("MAILLAGE_SMTP_URL", "smtp-clair://127.0.0.1:1")
    monkeypatch.setenv("MAILLAGE_FROM", "maillage@retz.example.org")
    with own_database(tmp_path) as made:
        made.run_python(_A_POLL)
        yield made


def test_second_click_sees_what_the_first_wrote(database: OwnDatabase) -> None:
    first = database.start_python(_CLICK.replace("REST", "3"))
    assert first.stdout
    assert first.stdout.readline() == "begun\n"
    second = database.start_python(_CLICK.replace("REST", "0"))
    ends = [process.communicate()[1] for process in (first, second)]

    assert [first.returncode, second.returncode] == [0, 0], ends
    assert database.run_python(_LOOK) == {"counts": [1, 1], "states": ["mairie@bouin.example.org"]}
