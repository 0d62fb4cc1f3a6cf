"""What does the reader see, and do, when something went wrong?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that could not be read (400)."""
    return render(request, "core/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a right that the reader does not have (403)."""
    return render(request, "core/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what does not exist, or not for this reader (404)."""
    return render(request, "core/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for our own fault (500)."""
    return render(request, "core/errors/500.html", status=500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form opened too long ago, or in another session (403)."""
    return render(request, "core/errors/expired.html", status=403)
