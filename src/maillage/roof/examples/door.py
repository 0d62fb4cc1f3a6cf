"""Who may open an example? Anybody, where examples are switched on; nobody elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from maillage.foundation.cooperations.pages.doors import open_page

Rest = ParamSpec("Rest")


def example_page(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Opens the view to everybody while `settings.EXAMPLES` is on, 404 otherwise."""

    opened = open_page(view)

    @wraps(opened)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.EXAMPLES:
            raise Http404
        return opened(request, *args, **kwargs)

    return door
