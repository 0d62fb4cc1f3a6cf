"""A long list is opened by its first rows; one gesture shows the others, without script too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

Row = TypeVar("Row")
MOST = 30


@dataclass(frozen=True, slots=True)
class FirstRows(Generic[Row]):
    """The rows on the page, how many there are, how many are left out, and where all are."""

    rows: Sequence[Row]
    total: int
    more: int
    url: str


def first_rows(
    request: HttpRequest,
    rows: Sequence[Row],
    *,
    most: int = MOST,
    first: Callable[[Row], tuple[float, ...]] | None = None,
) -> FirstRows[Row]:
    """All the rows when they are few or `?tout=1` asks; else the first ones.

    With `first`, those whose figures are the smallest come first; a list that is whole keeps its
    order.
    """
    total = len(rows)
    # One row too many takes less room than the sentence that hides it.
    if total <= most + 1 or request.GET.get("tout") == "1":
        return FirstRows(rows, total, 0, "")
    parameters = request.GET.copy()
    parameters["tout"] = "1"
    records = (sorted(rows, key=first) if first else rows)[:most]
    return FirstRows(records, total, total - most, f"?{parameters.urlencode()}")
