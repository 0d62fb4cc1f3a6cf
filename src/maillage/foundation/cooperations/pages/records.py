"""Where is a page of the reader's cooperation, and which record does its address name?"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from maillage.core.links import address
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.spaces.models import Access

Record = TypeVar("Record", bound=Model)


def one_of(
    rows: Callable[[Access], QuerySet[Record]],
) -> Callable[[CooperationRequest, int], Record]:
    """What gives the record of a number; Http404 when it is not among the rows of the reader."""

    def record(request: CooperationRequest, number: int) -> Record:
        return get_object_or_404(rows(request.access), pk=number)

    return record


class PageUrl(Protocol):
    """The address of a page of a room, in the reader's cooperation."""

    def __call__(self, request: CooperationRequest, name: str, *numbers: int) -> str: ...


def pages_of(room: str) -> PageUrl:
    """What gives the addresses of the pages of this room."""

    def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
        return address(f"{room}:{name}", request.access.cooperation.slug, *numbers)

    return page_url


class Places(Protocol):
    """Under a register, or under one of its records."""

    def __call__(
        self, request: CooperationRequest, record: Model | None = None
    ) -> tuple[PageLink, ...]: ...


def places_of(page_url: PageUrl, label: Promise, register: str, sheet: str) -> Places:
    """What gives the place under the page of a `register`, or under the `sheet` of a record."""

    def place(request: CooperationRequest, record: Model | None = None) -> tuple[PageLink, ...]:
        every = PageLink(str(label), page_url(request, register))
        if record is None:
            return (every,)
        return (every, PageLink(str(record), page_url(request, sheet, record.pk)))

    return place
