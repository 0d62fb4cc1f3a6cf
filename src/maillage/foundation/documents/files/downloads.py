"""How does a file leave, so that a browser keeps it and never runs it?"""

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

BLOCK = 1 << 16
ALONE = "default-src 'none'; sandbox"


def download(path: Path, name: str, media: str) -> StreamingHttpResponse:
    """The file at this path, to keep under this name; Http404 when it is gone."""
    if not path.is_file():
        raise Http404
    response = StreamingHttpResponse(_blocks(path), content_type=media)
    response.headers["Content-Length"] = str(path.stat().st_size)
    _keep_apart(response, name)
    return response


def download_answer(content: bytes, name: str, media: str) -> StreamingHttpResponse:
    """This content, just written, to keep under this name."""
    response = StreamingHttpResponse(iter([content]), content_type=media)
    response.headers["Content-Length"] = str(len(content))
    _keep_apart(response, name)
    return response


def _keep_apart(response: HttpResponseBase, name: str) -> None:
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Cache-Control"] = "private, no-store"


def _blocks(path: Path) -> Iterator[bytes]:
    """The content, block by block; opened when the first is asked."""
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            yield block
