"""The addresses that a test asks for, in the cooperation that it plays in."""

from collections.abc import Callable
from typing import Protocol

from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation

Place = Cooperation | Access


class PageOf(Protocol):
    """The address of a page of the cooperation, on the record of these numbers."""

    def __call__(self, place: Place, page: str = ..., *numbers: object) -> str: ...


def pages_of(room: str, usual: str = "") -> PageOf:
    """The addresses of a room; the usual page when none is named."""

    def address(place: Place, page: str = usual, *numbers: object) -> str:
        return reverse(f"{room}:{page}", args=[_slug(place), *numbers])

    return address


def page_at(name: str) -> Callable[..., str]:
    """The address of this page, with a query or none."""

    def address(place: Place, query: str = "") -> str:
        return reverse(name, args=[_slug(place)]) + query

    return address


def _slug(place: Place) -> str:
    return place.cooperation.slug if isinstance(place, Access) else place.slug
