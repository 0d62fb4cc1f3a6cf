"""A web server as in production, on a database of its own, and somebody signed in who asks it."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.servers import free_port
from tests.reliability.database import OwnDatabase

SESSION = """
from django.test import Client
from maillage.foundation.accounts.models import User
client = Client()
client.force_login(User.objects.get())
print(json.dumps(client.cookies["sessionid"].value))
"""
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What the server said: the status, when to come back, and the page."""

    status: int
    headers: http.client.HTTPMessage
    page: str

    @property
    def outcome(self) -> tuple[int, str | None]:
        """The status, and after how many seconds one may come back."""
        return self.status, self.headers["Retry-After"]


@dataclass(frozen=True)
class Person:
    """Somebody signed in, at the port of a server."""

    port: int
    session: str

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path, {"Cookie": f"sessionid={self.session}"})

    def token(self, path: str) -> str:
        """What proves that a form comes from this page."""
        cookies = "; ".join(self.get(path).headers.get_all("Set-Cookie") or [])
        return cookies.partition("csrftoken=")[2].partition(";")[0]

    def send(self, path: str, typed: Mapping[str, str], token: str) -> Answer:
        """The answer to a form."""
        kind = "application/x-www-form-urlencoded"
        return self.send_body(path, urlencode(typed).encode(), kind, token)

    def send_body(self, path: str, body: bytes, kind: str, token: str) -> Answer:
        """The answer to a form written already."""
        cookies = f"sessionid={self.session}; csrftoken={token}"
        headers = {"Cookie": cookies, "X-CSRFToken": token, "Content-Type": kind}
        return self._ask("POST", path, headers, body)

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            words = answer.read().decode("utf-8", "replace")
            return Answer(answer.status, answer.headers, words)


@contextmanager
def opened(database: OwnDatabase, *before: str) -> Iterator[int]:
    """The port of a web server as in production, on this database; `before` starts it."""
    port = free_port()
    options = ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--preload"]
    quiet = ["--no-control-socket", "--log-level", "critical"]
    words = ["-m", "gunicorn", "maillage.config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*before, sys.executable, *words, *options, *quiet],
        env=database.environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            Person(port, "").get("/compte/connexion/")
        except ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("le serveur web n’a pas répondu")
