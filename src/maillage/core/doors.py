"""What stands in front of a page? The mark that every view bears, and the two plainest doors.

The doors that know cooperations are in `cooperations.doors`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

Parameters = TypeVar("Parameters", bound=HttpRequest)
Rest = ParamSpec("Rest")
page_methods = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Door:
    """Which door guards a view, and for a cooperation's page the right it asks."""

    kind: str
    can: Callable[..., bool] | None = None


def marked(view: Callable[..., HttpResponseBase], door: Door) -> Callable[..., HttpResponseBase]:
    """The view, open to the methods that pages use, bearing its door for the walk over all URLs."""
    guarded: Callable[..., HttpResponseBase] = page_methods(view)
    guarded.door = door  # type: ignore[attr-defined]  # read by tests.addresses
    return guarded


def own_page(
    view: Callable[Concatenate[Parameters, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Opens the view to anybody who signed in: it shows them only what is theirs."""

    @wraps(view)
    def door(request: Parameters, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return marked(door, Door("own"))


def open_page(
    view: Callable[Concatenate[Parameters, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Opens the view to everybody; the closed list of such pages is in tests.visits.doors."""

    @wraps(view)
    def door(request: Parameters, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return login_not_required(marked(door, Door("open")))
