"""Two people create the same thing at once: the second is judged again, and reads the refusal.

Both forms were right when they were checked; the database refuses the second row, and its
transaction is undone whole. Checked again, the form sees the first row and says so.
"""

from collections.abc import Callable

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponseBase


class JudgedAgainMiddleware:
    """Gives once more, to its page, a form whose row the database refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The page's second answer, None when the error is another; IntegrityError the second time.

        Other errors keep their way, and so does a request that sends nothing.
        """
        match = request.resolver_match
        if not isinstance(error, IntegrityError) or request.method != "POST" or match is None:
            return None
        for files in request.FILES.lists():
            for file in files[1]:
                file.seek(0)
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return answer
