"""Fifty things at a time: which page of a list is it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict

from maillage.core.numbers import read_number

PER_PAGE = 50
LONGEST_NUMBER = 6
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Paged(Generic[One]):
    """One page of a list, which says which page of how many, and of how many things."""

    part: str
    items: Sequence[One]
    number: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        """The place of the first thing shown, from 1."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last thing shown."""
        return self.first + len(self.items) - 1

    @property
    def previous(self) -> int:
        """The page before, or 0."""
        return self.number - 1

    @property
    def following(self) -> int:
        """The page after, or 0."""
        return self.number + 1 if self.number < self.pages else 0


def page_of(part: str, items: Sequence[One], query: QueryDict) -> Paged[One]:
    """The page of a list that the address asks for, the first unless it says another."""
    pages = max(1, -(-len(items) // PER_PAGE))
    wanted = read_number(query.get(part, "")[:LONGEST_NUMBER])
    number = min(max(wanted or 1, 1), pages)
    start = (number - 1) * PER_PAGE
    return Paged(part, items[start : start + PER_PAGE], number, pages, len(items))
