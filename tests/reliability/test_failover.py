"""PostgreSQL restarts, or hands over to its replica, under load: nothing promised is lost."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

import pytest

from tests.reliability.cluster import Machine, free_port, one_machine, with_replica
from tests.reliability.database import _OFFICER, OwnDatabase

pytestmark = pytest.mark.machines
ADD = "/c/retz/annuaire/structures/ajouter/"
SESSION = """
from django.test import Client
from maillage.foundation.accounts.models import User
client = Client()
client.force_login(User.objects.get())
print(json.dumps(client.cookies["sessionid"].value))
"""
WRITERS = 4
PATIENCE = 60.0


@dataclass
class Writer:
    """Adds structures one after the other; remembers what the server promised and refused."""

    port: int
    session: str
    number: int
    promised: list[str] = field(default_factory=list)
    refused: list[tuple[int, str | None]] = field(default_factory=list)

    def work(self, stop: Event) -> None:
        token = self._token()
        turn = 0
        while not stop.is_set():
            turn += 1
            name = f"Structure {self.number}-{turn}"
            status, retry = self._add(name, token)
            if status == 302:
                self.promised.append(name)
            else:
                self.refused.append((status, retry))
                time.sleep(0.05)

    def _token(self) -> str:
        _status, headers = self._ask("GET", ADD, {"Cookie": f"sessionid={self.session}"})
        cookies = "; ".join(headers.get_all("Set-Cookie") or [])
        return cookies.partition("csrftoken=")[2].partition(";")[0]

    def _add(self, name: str, token: str) -> tuple[int, str | None]:
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        status, said = self._ask("POST", ADD, headers, urlencode({"name": name, "kind": "commune"}))
        return status, said["Retry-After"]

    def _ask(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[int, http.client.HTTPMessage]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as asked:
            asked.request(method, path, body, headers)
            response = asked.getresponse()
            response.read()
            return response.status, response.headers


@contextmanager
def opened(database: OwnDatabase) -> Iterator[int]:
    """The port of a web server as in production, on this database."""
    port = free_port()
    options = ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--preload"]
    words = ["-m", "gunicorn", "maillage.config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [sys.executable, *words, *options, "--log-level", "critical"],
        env=database.environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def writing(database: OwnDatabase) -> Iterator[list[Writer]]:
    """Several people who write without stopping."""
    session = str(database.told(SESSION))
    stop = Event()
    with opened(database) as port:
        wait_for(port)
        writers = [Writer(port, session, number) for number in range(WRITERS)]
        threads = [Thread(target=writer.work, args=(stop,)) for writer in writers]
        for thread in threads:
            thread.start()
        try:
            yield writers
        finally:
            stop.set()
            for thread in threads:
                thread.join(PATIENCE)


def wait_for(port: int) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as asked:
            try:
                asked.request("GET", "/compte/connexion/")
                asked.getresponse().read()
            except ConnectionError:
                time.sleep(0.05)
            else:
                return
    raise TimeoutError("le serveur web n’a pas répondu")


def wait_until_each_writes(writers: list[Writer], more: int) -> None:
    """Until every writer was promised so many more structures."""
    wanted = [len(writer.promised) + more for writer in writers]
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if all(len(one.promised) >= count for one, count in zip(writers, wanted, strict=True)):
            return
        time.sleep(0.02)
    raise TimeoutError(f"le service n’est pas revenu : {[one.refused[-1:] for one in writers]}")


def filled(url: str, folder: Path) -> OwnDatabase:
    """A migrated database with one officer."""
    database = OwnDatabase(url, folder)
    for words in (("migrate", "--verbosity", "0"), ("createcachetable",)):
        done = database.start(*words)
        assert done.communicate()[1] == ""
    database.told(_OFFICER)
    return database


def promised(writers: list[Writer]) -> set[str]:
    return {name for writer in writers for name in writer.promised}


def kept(machine: Machine) -> set[str]:
    """The structures that the machine holds."""
    rows = machine.ask("SELECT name FROM directory_organisation", "maillage")
    return {str(name) for (name,) in rows}


def refusals(writers: list[Writer]) -> set[tuple[int, str | None]]:
    return {refusal for writer in writers for refusal in writer.refused}


def test_restart_under_load_is_a_pause_and_loses_nothing(tmp_path: Path) -> None:
    with one_machine() as machine:
        machine.ask("CREATE DATABASE maillage")
        database = filled(f"postgresql://postgres@{machine.place}/maillage", tmp_path)
        with writing(database) as writers:
            wait_until_each_writes(writers, 3)
            machine.stop("immediate")
            time.sleep(0.5)
            machine.start()
            wait_until_each_writes(writers, 3)

        assert refusals(writers) == {(503, "10")}
        assert promised(writers) - kept(machine) == set()


def test_replica_takes_over_under_load_and_loses_nothing(tmp_path: Path) -> None:
    with one_machine() as primary:
        primary.ask("CREATE DATABASE maillage")
        replica = with_replica(primary)
        url = f"postgresql://postgres@{primary.place},{replica.place}/maillage"
        database = filled(url, tmp_path)
        with writing(database) as writers:
            wait_until_each_writes(writers, 3)
            primary.stop("immediate")
            replica.promote()
            wait_until_each_writes(writers, 3)

        assert refusals(writers) == {(503, "10")}
        assert promised(writers) - kept(replica) == set()
        assert not (primary.folder / "postmaster.pid").exists()
