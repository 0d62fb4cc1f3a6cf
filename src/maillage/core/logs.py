"""What does the server write of its work? One JSON line an event, and nothing about anybody.

The words of an event are kept, never the values that were put in them: an address may hold the
token of a link, an error the name of a person. A request is told by the name of its page.
"""

import json
import logging
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

View = Callable[[HttpRequest], HttpResponseBase]
requests = logging.getLogger("maillage.requests")
refusals = logging.getLogger("maillage.refusals")
LogFields = dict[str, object]


class JsonLines(logging.Formatter):
    """An event as one line: when, how grave, what, and where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        values: LogFields = {
            "at": timezone.now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg),
        }
        values |= getattr(record, "told", {})
        values |= _page(getattr(record, "request", None))
        if record.exc_info and record.exc_info[0]:
            values |= _error(record.exc_info[0], record.exc_info[2])
        return json.dumps(values, ensure_ascii=False, default=str)


def _page(request: object) -> LogFields:
    """The page of a request that went wrong, by its name."""
    if not isinstance(request, HttpRequest):
        return {}
    return {"page": page_name(request), "request": getattr(request, "number", "")}


def _error(kind: type[BaseException], trace: TracebackType | None) -> LogFields:
    """The kind of the error and the lines it went through; not its words, which quote data."""
    frames = traceback.extract_tb(trace)
    return {
        "error": f"{kind.__module__}.{kind.__qualname__}",
        "trace": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def page_name(request: HttpRequest) -> str:
    """The name of the page asked for, nothing when no page has this address."""
    match = request.resolver_match
    return match.view_name if match else ""


def log_refusal(request: HttpRequest, kind: str) -> None:
    """Writes that somebody tried to go round a defence, and which; nothing of what they sent."""
    refusals.warning(kind, extra={"told": {"method": request.method}, "request": request})


class RequestLogMiddleware:
    """Writes one line a request, and gives it a number that its answer carries."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response, with the number under which the logs know it."""
        number, start = uuid4().hex[:12], time.perf_counter()
        request.number = number  # type: ignore[attr-defined]  # read by the lines of its errors
        response = self.get_response(request)
        took = (time.perf_counter() - start) * 1000
        response.headers["X-Request-Id"] = number
        requests.info("request", extra={"told": _fields(request, response, number, took)})
        return response


def _fields(
    request: HttpRequest, response: HttpResponseBase, number: str, took: float
) -> LogFields:
    return {
        "request": number,
        "method": request.method,
        "page": page_name(request),
        "status": response.status_code,
        "ms": round(took, 1),
    }
