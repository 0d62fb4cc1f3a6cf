"""How much may one person take out, or bring in? Enough to work, too little to empty the house.

Counted in the memory of each process, so that a page which is read writes nothing: with two
processes, somebody may take up to twice as much.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from maillage.core.errors import too_many
from maillage.core.logs import tell_refusal

View = Callable[..., HttpResponseBase]
WINDOW = timedelta(minutes=10)
OUT, IN = "out", "in"


def takes_out(view: View) -> View:
    """The view, each opening of which takes a document out."""
    view.pace = OUT  # type: ignore[attr-defined]  # read below
    return view


class PaceMiddleware:
    """Answers 429 to who took out, or brought in, more than `settings.PACES` in ten minutes."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self._counts: Counter[tuple[str, str]] = Counter()
        self._until = datetime.min.replace(tzinfo=timezone.get_default_timezone())
        self._alone = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The response."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: object, _kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """None for who may go on."""
        way = _way(request, view)
        most = settings.PACES.get(way) if way else None
        if most is None or self._count(way, _who(request)) <= most:
            return None
        tell_refusal(request, f"refused: too much {way}")
        response = too_many(request, {"way": way})
        response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
        return response

    def _count(self, way: str, who: str) -> int:
        """How often this one went this way since the window opened, this time included."""
        now = timezone.now()
        with self._alone:
            if now >= self._until:
                self._counts.clear()
                self._until = now + WINDOW
            self._counts[way, who] += 1
            return self._counts[way, who]


def _way(request: HttpRequest, view: View) -> str:
    """Whether the request takes a file out, brings one in, or neither."""
    if request.method == "POST":
        return IN if request.content_type == "multipart/form-data" else ""
    return OUT if "export" in request.GET else getattr(view, "pace", "")


def _who(request: HttpRequest) -> str:
    """The account; without one, the address, which holds the secret of a link."""
    return str(request.user.pk) if request.user.is_authenticated else request.path
