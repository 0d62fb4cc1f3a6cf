"""The headers of a page asked for alone come without the page."""

from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, StreamingHttpResponse
from django.test import RequestFactory

from maillage.core.bare import BareHeadMiddleware


def lengths(method: str, address: str) -> tuple[int, int]:
    """The length that the headers tell, and the length of what the server is handed."""
    request = RequestFactory().generic(method, address)
    response = WSGIHandler().get_response(request)
    return int(response.headers["Content-Length"]), len(b"".join(response))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/compte/connexion/", "/nulle-part/"])
def test_head_hands_no_body_to_the_server(address: str) -> None:
    number, handed = lengths("GET", address)

    bare_number, bare_handed = lengths("HEAD", address)

    assert number == handed > 0
    assert (bare_number > 0, bare_handed) == (True, 0)


def test_head_of_a_stream_reads_none_of_it() -> None:
    read: list[int] = []

    def pieces() -> Iterator[bytes]:
        read.append(1)
        yield b"piece"

    request = HttpRequest()
    request.method = "HEAD"

    answer = BareHeadMiddleware(lambda _request: StreamingHttpResponse(pieces()))(request)

    assert isinstance(answer, StreamingHttpResponse)
    assert (list(answer), read) == ([], [])
