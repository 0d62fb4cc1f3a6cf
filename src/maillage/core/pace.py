"""How much may one person take out, or bring in? Enough to work, too little to empty the house.

Counted as the tries of a sign-in are, by allauth in the database's cache: all processes share it.
"""

from collections.abc import Callable, Mapping

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from maillage.core.errors import too_many
from maillage.core.logs import log_refusal

View = Callable[..., HttpResponseBase]
WINDOW_SECONDS = 600
OUT, IN = "out", "in"


def takes_out(view: View) -> View:
    """The view, each opening of which takes a document out."""
    view.pace = OUT  # type: ignore[attr-defined]  # read below
    return view


class PaceMiddleware:
    """Answers 429 to whoever took out, or brought in, more than `settings.PACES` in ten minutes."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: object, _kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """None for whoever may go on."""
        way = _way(request, view)
        if way not in settings.PACES or _may_go_on(request, way):
            return None
        log_refusal(request, f"refused: too much {way}")
        response = too_many(request, {"way": way})
        response.headers["Retry-After"] = str(WINDOW_SECONDS)
        return response


def _may_go_on(request: HttpRequest, way: str) -> bool:
    """Whether this one may go this way once more; it is then counted."""
    rates = {way: f"{settings.PACES[way]}/{WINDOW_SECONDS}s/key"}
    usage = ratelimit.consume(
        request, app="maillage", action=way, config=rates, key=_who(request), limit_get=True
    )
    return usage is not None


def _way(request: HttpRequest, view: View) -> str:
    """Whether the request takes a file out, brings one in, or neither."""
    if request.method == "POST":
        return IN if request.content_type == "multipart/form-data" else ""
    return OUT if "export" in request.GET else getattr(view, "pace", "")


def _who(request: HttpRequest) -> str:
    """The account; without one, the address, which holds the secret of a link."""
    return str(request.user.pk) if request.user.is_authenticated else request.path
