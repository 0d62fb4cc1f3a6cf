"""The headers of a page asked for alone come without the page."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, StreamingHttpResponse

from maillage.core.bare import BareHeadMiddleware


def length_and_body(method: str, address: str) -> tuple[bool, int]:
    """Whether the length told is above zero, and the length of what the server is handed."""
    environ: dict[str, object] = {"REQUEST_METHOD": method, "PATH_INFO": address}
    setup_testing_defaults(environ)
    told: dict[str, str] = {}

    def start(_status: str, headers: list[tuple[str, str]], *_more: object) -> None:
        told.update(headers)

    response = WSGIHandler()(environ, start)
    body = b"".join(response)
    response.close()
    return int(told["Content-Length"]) > 0, len(body)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/compte/connexion/", "/nulle-part/"])
def test_head_hands_no_body_to_the_server(address: str) -> None:
    has_length, length = length_and_body("GET", address)
    assert (has_length, length > 0) == (True, True)

    assert length_and_body("HEAD", address) == (True, 0)


def test_head_of_a_stream_reads_none_of_it() -> None:
    read: list[int] = []
    pieces = (read.append(1) or b"piece" for _one in range(3))
    request = HttpRequest()
    request.method = "HEAD"

    answer = BareHeadMiddleware(lambda _request: StreamingHttpResponse(pieces))(request)

    assert isinstance(answer, StreamingHttpResponse)
    assert (list(answer), read) == ([], [])
