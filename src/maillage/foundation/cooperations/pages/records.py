"""Which record does an address name, among those that the reader may see?"""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

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
