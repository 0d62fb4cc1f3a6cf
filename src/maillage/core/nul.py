"""What becomes of a NUL byte? It is no letter, and a database refuses it: it is read nowhere.

Forms refuse it in what is typed, and say so. In an address or a cookie it was never typed: there
it is left out.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

NUL = "\x00"


class NulLeftOutMiddleware:
    """Reads addresses and cookies as if they held no NUL byte."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response to the address without NUL, and to the cookies that have none."""
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or NUL in query:
            request.META["QUERY_STRING"] = query.replace("%00", "").replace(NUL, "")
        for name in [name for name, value in request.COOKIES.items() if NUL in value]:
            del request.COOKIES[name]
        return self.get_response(request)
