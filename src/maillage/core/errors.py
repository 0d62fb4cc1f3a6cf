"""What does the reader see, and do, when something went wrong?"""

import sys

from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from maillage.core.faults import Fault, fault_of
from maillage.core.logs import log_refusal
from maillage.core.typed import typed_pairs, typed_texts

TOO_HEAVY = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that could not be read (400), or that is too heavy (413).

    A session that a stopped database could not keep comes here too: it is a fault that passes.
    """
    fault = fault_of(exception)
    if fault is not None:
        return unavailable(request, fault)
    if isinstance(exception, TOO_HEAVY):
        return too_large(request)
    if isinstance(exception, SuspiciousOperation):
        log_refusal(request, f"refused: {type(exception).__name__}")
    return render(request, "core/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a right that the reader does not have (403)."""
    return render(request, "core/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what does not exist, or not for this reader (404)."""
    return render(request, "core/errors/404.html", status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    """The page for a file or a form that is too heavy (413)."""
    return render(request, "core/errors/413.html", status=413)


def too_many(request: HttpRequest, context: dict[str, str] | None = None) -> HttpResponse:
    """The page for too many tries (429); `way` in its context: files taken out, or brought in."""
    return render(request, "core/errors/429.html", context, status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for our own fault (500), or for a fault of the machine that will pass (503).

    Made without the database, which may be the fault.
    """
    fault = fault_of(sys.exc_info()[1])
    if fault is not None:
        return unavailable(request, fault)
    return HttpResponse(render_to_string("core/errors/500.html"), status=500)


def unavailable(request: HttpRequest, fault: Fault = Fault.AWAY) -> HttpResponse:
    """The page for a stop that passes (503), with what was typed, to be sent again.

    Made without the database. `Retry-After` says in seconds when to come back.
    """
    context = {"fault": fault.value, "typed": _typed(request)}
    response = HttpResponse(render_to_string("core/errors/503.html", context), status=503)
    response.headers["Retry-After"] = "10" if fault is Fault.AWAY else "300"
    return response


def _typed(request: HttpRequest) -> list[str]:
    """What was typed, if it can still be read."""
    try:
        return typed_texts(typed_pairs(request))
    except (OSError, ValueError, SuspiciousOperation):
        return []


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form opened too long ago, or in another session (403).

    What was typed is shown again to be copied; it is never sent from here, since somebody else's
    page may have written it.
    """
    log_refusal(request, "refused: form without its token")
    typed = typed_texts(typed_pairs(request))
    return render(request, "core/errors/expired.html", {"typed": typed}, status=403)
