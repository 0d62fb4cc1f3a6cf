"""What does a sign-in cost, from the page to the session? The password's hash is most of it."""

import http.client
import re
import statistics
import time
from contextlib import closing
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.figures import Figure
from bench.places import EMAIL, PASSWORD, SIGN_IN, Place
from bench.processes import processor_ms
from bench.servers import Server, Visitor, running_server
from running.application import MAILLAGE

TIMES = 10
REDIRECTED = 302
HEADERS = {
    "Host": "localhost",
    "X-Forwarded-Proto": "https",
    "Referer": f"https://localhost{SIGN_IN}",
    "Content-Type": "application/x-www-form-urlencoded",
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def measure(place: Place) -> list[Figure]:
    """Return the processor time and the seconds of a sign-in."""
    if not place.cookie:
        return []
    with running_server(MAILLAGE, place.environment, SIGN_IN) as server:
        _sign_in(server)
        before = processor_ms(server.processes())
        took = [_sign_in(server) for _ in range(TIMES)]
        processor = (processor_ms(server.processes()) - before) / TIMES
    name = ("sign_in", place.database, place.size)
    return [
        Figure(*name, "cpu", processor, "ms"),
        Figure(*name, "p50_1_client", statistics.median(took), "ms"),
    ]


def _sign_in(server: Server) -> float:
    """Return the milliseconds of the page and of its form, sent; ValueError when it is refused."""
    start = time.perf_counter()
    with closing(Visitor(server.address, "").connection()) as line:
        line.request("GET", SIGN_IN, headers=HEADERS)
        page = line.getresponse()
        typed = {"login": EMAIL, "password": PASSWORD, **_token(page.read().decode())}
        headers = HEADERS | {"Cookie": _cookies(page.headers)}
        line.request("POST", SIGN_IN, urlencode(typed), headers)
        answer = line.getresponse()
        answer.read()
    if answer.status != REDIRECTED:
        raise ValueError(f"connexion refusée : réponse {answer.status}")
    return (time.perf_counter() - start) * 1000


def _token(page: str) -> dict[str, str]:
    match = TOKEN.search(page)
    return {"csrfmiddlewaretoken": match[1] if match else ""}


def _cookies(headers: http.client.HTTPMessage) -> str:
    given = SimpleCookie("; ".join(headers.get_all("Set-Cookie") or []))
    return "; ".join(f"{one.key}={one.value}" for one in given.values())
