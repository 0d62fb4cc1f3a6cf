"""How does one start the application as in production, and the minimal page beside it?"""

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bench.processes import family
from running.application import Address, web_server
from running.supervision import end_by

FLOOR = "bench.floor.wsgi:application"
PATIENCE = 60.0
OK = 200


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in, who asks one server for pages over one connection."""

    address: Address
    cookie: str
    only_part: bool = False

    def connection(self) -> http.client.HTTPConnection:
        """Return a connection that stays open from one request to the next."""
        return http.client.HTTPConnection(self.address.host, self.address.port, timeout=PATIENCE)

    def visit(self, connection: http.client.HTTPConnection, path: str) -> float:
        """Return the milliseconds of one page, read to its end; ValueError when it is refused."""
        headers = {"Host": "localhost", "Cookie": self.cookie, "X-Forwarded-Proto": "https"}
        headers |= {"HX-Request": "true"} if self.only_part else {}
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        took = (time.perf_counter() - start) * 1000
        if response.status != OK:
            raise ValueError(f"{path} : réponse {response.status}")
        return took


@dataclass(frozen=True)
class Server:
    """A running web server: where it listens, who runs it, how long its first page took."""

    address: Address
    pid: int
    first_page: float

    def processes(self) -> list[int]:
        """Return the master and its two workers."""
        return family(self.pid)


def free_port() -> int:
    """Return a port that nothing uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_server(
    application: str, environment: Mapping[str, str], first_path: str
) -> Iterator[Server]:
    """Start gunicorn as in production and give it once it has answered its first page."""
    address = Address("127.0.0.1", free_port())
    child = replace(web_server(address, application), lines=subprocess.DEVNULL)
    start = time.monotonic()
    child.start(environment)
    assert child.process
    try:
        _wait_for(Visitor(address, ""), first_path)
        yield Server(address, child.process.pid, time.monotonic() - start)
    finally:
        child.process.terminate()
        end_by(child.process, time.monotonic() + PATIENCE)


def _wait_for(visitor: Visitor, path: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            visitor.visit(visitor.connection(), path)
        except ConnectionError:
            time.sleep(0.01)
        else:
            return
    raise TimeoutError("Le serveur n’a pas répondu.")
