"""Dead mail: a server that refuses for a day loses no letter and gets each of them once."""

import random
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from pytest_django import Settings
from time_machine import travel

from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import send_due_letters
from tests.foundation.mail.makers import make_letter
from tests.foundation.mail.smtp_server import REFUSALS, MailServer, Mood, mail_server
from tests.reliability.database import OwnDatabase, own_database

MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
_WRITE = """
from maillage.foundation.mail.services import Draft, write_letters
write_letters([Draft(key=f"letter:{number}", kind="digest", to=f"n{number}@retz.example.org",
    subject="Rappel", text="Bonjour") for number in range({count})])
print("{}")
"""
_SEND = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from maillage.foundation.mail.services import send_due_letters
send_due_letters(timezone.now() + timedelta(minutes={minutes}))
"""
_LOOK = """
from maillage.foundation.mail.models import Letter
print(json.dumps(dict(Letter.objects.values_list("to", "state"))))
"""


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@pytest.fixture
def database(
    tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OwnDatabase]:
    """A database that killed processes share, whose letters go to the server."""
    monkeypatch.setenv("MAILLAGE_SMTP_URL", server.url)
    monkeypatch.setenv("MAILLAGE_FROM", "maillage@retz.example.org")
    with own_database(tmp_path) as made:
        yield made


@pytest.fixture
def sent_here(server: MailServer, settings: Settings) -> MailServer:
    """The server, to which the letters of this process go."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    return server


def written(database: OwnDatabase, count: int) -> list[str]:
    """So many letters that wait, by their recipients."""
    database.run_python(_WRITE.replace("{count}", str(count)))
    return sorted(f"n{number}@retz.example.org" for number in range(count))


def states(database: OwnDatabase) -> dict[str, str]:
    """Where each letter is, by its recipient."""
    return {str(to): str(state) for to, state in database.run_python(_LOOK).items()}


def send(database: OwnDatabase, minutes: int = 0) -> subprocess.Popen[str]:
    """A worker that sends what is due so many minutes from now."""
    return database.start_python(_SEND.replace("{minutes}", str(minutes)))


@pytest.mark.django_db
def test_dead_mail_for_a_day_then_each_letter_leaves_once(
    sent_here: MailServer, settings: Settings, is_long: bool
) -> None:
    count, step = (200, 1) if is_long else (6, 10)
    wanted = sorted(f"n{number}@retz.example.org" for number in range(count))
    moods = cycle(REFUSALS)

    for minute in range(0, 24 * 60, step):
        now = MONDAY + timedelta(minutes=minute)
        sent_here.mood = next(moods)
        if minute in {600, 900}:
            settings.EMAIL_PORT = 1 if minute == 600 else sent_here.port
        with travel(now, tick=False):
            if minute < count * step:
                make_letter(to=f"n{minute // step}@retz.example.org")
            send_due_letters(now)
    before, sent_here.mood = sent_here.recipients(), Mood.TAKES
    for minute in range(120):
        with travel(MONDAY + DAY + timedelta(minutes=minute), tick=False):
            send_due_letters(MONDAY + DAY + timedelta(minutes=minute))

    assert (before, sent_here.recipients()) == ([], wanted)
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db
def test_after_three_days_a_letter_is_given_up_and_says_why(sent_here: MailServer) -> None:
    with travel(MONDAY, tick=False):
        letter = make_letter()
    sent_here.mood = Mood.NOT_WELCOMING
    now = MONDAY

    while letter.state == "waiting":
        send_due_letters(now)
        letter.refresh_from_db()
        now = letter.next_try

    assert 3 <= (now - MONDAY) / DAY < 3.2
    assert (letter.state, letter.text) == ("failed", "")
    assert letter.said.endswith("Il répond : 421 plus tard")


@pytest.mark.django_db
def test_clock_that_jumps_neither_sends_twice_nor_forgets(sent_here: MailServer) -> None:
    jumps = [timedelta(0), 400 * DAY, timedelta(minutes=2), -400 * DAY, timedelta(minutes=90)]
    letters = []

    for number, jump in enumerate(jumps * 3):
        now = MONDAY + jump + timedelta(minutes=5 * number)
        sent_here.mood = Mood.GREYLISTS if number < 10 else Mood.TAKES
        with travel(now, tick=False):
            letters.append(make_letter(to=f"n{number}@retz.example.org").to)
            send_due_letters(now)
            send_due_letters(now)
    with travel(MONDAY + timedelta(hours=4), tick=False):
        send_due_letters(MONDAY + timedelta(hours=4))

    assert sent_here.recipients() == sorted(letters)


def test_worker_killed_before_the_content_leaves_loses_nothing(
    database: OwnDatabase, server: MailServer
) -> None:
    wanted = written(database, 1)
    server.mood = Mood.SILENT_BEFORE_CONTENT
    worker = send(database)
    assert server.reached.wait(30)
    worker.kill()
    worker.communicate()
    server.mood = Mood.TAKES

    send(database).communicate()
    at_once = server.recipients()
    send(database, minutes=11).communicate()

    assert (at_once, server.recipients()) == ([], wanted)
    assert states(database) == {wanted[0]: "sent"}


def test_worker_killed_between_sending_and_recording_never_sends_twice(
    database: OwnDatabase, server: MailServer
) -> None:
    wanted = written(database, 1)
    server.mood = Mood.SILENT_AFTER_CONTENT
    worker = send(database)
    assert server.reached.wait(30)
    worker.kill()
    worker.communicate()
    server.mood = Mood.TAKES

    for minutes in (0, 11, 60 * 24):
        send(database, minutes=minutes).communicate()

    assert server.recipients() == wanted
    assert states(database) == {wanted[0]: "interrupted"}


def test_worker_killed_between_two_letters_resends_none_of_those_taken(
    database: OwnDatabase, server: MailServer
) -> None:
    wanted = written(database, 40)
    server.slowness = 0.02
    worker = send(database)
    while len(server.recipients()) < 10 and worker.poll() is None:
        time.sleep(0.01)
    worker.kill()
    worker.communicate()
    taken = len(server.recipients())

    send(database, minutes=11).communicate()

    doubtful = [to for to, state in states(database).items() if state == "interrupted"]
    assert 10 <= taken < 40
    assert max(Counter(server.recipients()).values()) == 1
    assert set(wanted) - set(server.recipients()) <= set(doubtful)
    assert (len(doubtful) <= 1, server.calls) == (True, 2)


def test_two_workers_at_once_send_each_letter_once(
    database: OwnDatabase, server: MailServer
) -> None:
    wanted = written(database, 60)

    workers = [send(database) for _ in range(2)]
    pairs = [worker.communicate() for worker in workers]

    assert [worker.returncode for worker in workers] == [0, 0], pairs
    assert server.recipients() == wanted
    assert set(states(database).values()) == {"sent"}


def test_workers_killed_at_any_instant_send_no_letter_twice(
    database: OwnDatabase, server: MailServer, is_long: bool
) -> None:
    kills = 30 if is_long else 3
    wanted = written(database, 60)
    server.slowness = 0.02
    chance = random.Random(11)

    for kill in range(kills):
        worker = send(database, minutes=11 * kill)
        called = server.calls
        while server.calls == called and worker.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.3))
        worker.kill()
        worker.communicate()
    for minutes in (11 * kills, 11 * kills + 11):
        send(database, minutes=minutes).communicate()

    taken, ended = Counter(server.recipients()), states(database)
    lost = [to for to in wanted if ended[to] == "interrupted"]
    assert set(ended.values()) <= {"sent", "interrupted"}
    assert len(lost) <= kills
    assert max(taken.values()) == 1
    assert set(wanted) - set(taken) <= set(lost)
