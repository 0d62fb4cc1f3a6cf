"""Do pages stay quick while the minute's tick sends four hundred reminders?

A tick sends two hundred letters at most: three follow each other without waiting for their minute.
As many readers whatever the size of the place: the large one alone is measured.
The tick gives way to pages: the crowd leaves after a while, so that it ends in its own time.
"""

import socketserver
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bench.figures import Figure
from bench.pages import CLIENTS, LONGEST_P95
from bench.places import SIGN_IN, PageRequest, Place, python
from bench.servers import Visitor, running_server
from running.application import MAILLAGE
from running.leash import leashed
from running.places import PYTHON, ROOT

READERS = 400
LONGEST_CROWD = 30
VIEW = "missions:mission_map"
FILL = f"""
import django; django.setup()
from datetime import UTC, date, datetime
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Member
place = Cooperation.objects.first()
readers = User.objects.bulk_create(
    User(email=f"lecture{{n}}@maillage.example") for n in range({READERS}))
Access.objects.bulk_create(Access(user=one, cooperation=place, role="elected") for one in readers)
Access.objects.update(given_at=datetime(2026, 11, 1, tzinfo=UTC))
Member.objects.filter(pk=Member.objects.filter(cooperation=place).first().pk).update(
    until=date(2026, 11, 25))
"""
TICK = """
import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
from time_machine import travel
for minute in range(1, 4):
    with travel(datetime(2026, 11, 23, 7, minute, tzinfo=UTC)):
        call_command("tick")
"""


class _Mail(socketserver.ThreadingTCPServer):
    """Counts the letters whose content has come whole."""

    daemon_threads = True
    taken = 0


class _Letters(socketserver.StreamRequestHandler):
    """Takes each letter."""

    def handle(self) -> None:
        """One connection, from its greeting to its farewell."""
        self._say("220 ready")
        is_content = False
        for line in iter(self.rfile.readline, b""):
            word = line.strip().upper()
            if is_content:
                is_content = word != b"."
                if not is_content:
                    self._count()
                    self._say("250 taken")
            elif word == b"DATA":
                is_content = True
                self._say("354 go on")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _count(self) -> None:
        assert isinstance(self.server, _Mail)
        self.server.taken += 1

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mail_taken() -> Iterator[_Mail]:
    """A mail server on this machine that takes everything."""
    with _Mail(("127.0.0.1", 0), _Letters) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def measure(place: Place) -> list[Figure]:
    """Return what 8 clients wait for the map while reminders leave, how many leave, the seconds."""
    if place.size != "large" or not place.cookie:
        return []
    [visit] = place.counted([PageRequest(VIEW)])
    if visit is None:
        return []
    python("-c", FILL, environment=place.environment)
    with mail_taken() as mail, running_server(MAILLAGE, place.environment, SIGN_IN) as server:
        reader = Visitor(server.address, place.cookie)
        reader.visit(reader.connection(), visit.path)
        start = time.monotonic()
        tick = subprocess.Popen(
            leashed([str(PYTHON), "-c", TICK], gives_way=True),
            cwd=ROOT,
            env={
                **place.environment,
                "MAILLAGE_SMTP_URL": f"smtp-clair://127.0.0.1:{mail.server_address[1]}",
                "MAILLAGE_FROM": "maillage@maillage.example",
            },
        )
        with ThreadPoolExecutor(CLIENTS) as crowd:
            waits = list(crowd.map(lambda _: _wait_while(tick, reader, visit.path), range(CLIENTS)))
        tick.wait()
        took, sent = time.monotonic() - start, float(mail.taken)
    answers = [one for wait in waits for one in wait]
    p95 = statistics.quantiles(answers, n=20)[18]
    name = ("reminders", place.database, place.size)
    return [
        Figure(*name, "p95_8_clients", p95, "ms", target=LONGEST_P95),
        Figure(*name, "sent", sent, "lettres", target=READERS, better="higher"),
        Figure(*name, "seconds", took, "s"),
    ]


def _wait_while(tick: subprocess.Popen[bytes], reader: Visitor, path: str) -> list[float]:
    """The milliseconds of each page opened while the tick runs, `LONGEST_CROWD` seconds at most."""
    connection, answers = reader.connection(), list[float]()
    end = time.monotonic() + LONGEST_CROWD
    try:
        while tick.poll() is None and time.monotonic() < end:
            answers.append(reader.visit(connection, path))
    finally:
        connection.close()
    return answers
