"""The addresses of the application, and one whose view fails."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from maillage.config import urls
from maillage.config.urls import handler400, handler403, handler404, handler500
from maillage.core.doors import open_page

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@open_page
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    raise ZeroDivisionError


urlpatterns: list[URLPattern | URLResolver] = [
    *urls.urlpatterns,
    path("panne/", broken, name="broken"),
]
