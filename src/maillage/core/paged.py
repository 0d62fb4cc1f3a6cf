"""Which page of a long list is read, where the list is no register?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.numbers import read_number
from maillage.core.register.paging import PageLink, numbered_links

Row = TypeVar("Row")
PER_PAGE, LONGEST_SEARCH = 25, 80


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """The rows that are kept, of a list of `total`, and the page of them that the address asks.

    Without a page in the address, the one where the row at `place` stands. `noun` is the singular
    and the plural of a row, `anchor` where the list begins on its page, `key` the word of the
    address that says its page, where a page has two lists.
    """

    rows: Sequence[Row]
    total: int
    parameters: Mapping[str, str]
    noun: tuple[str, str]
    place: int = 0
    anchor: str = ""
    per_page: int = PER_PAGE
    key: str = "page"

    @property
    def last(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.rows) // self.per_page))

    @property
    def number(self) -> int:
        """The page that is read."""
        wanted = read_number(self.parameters.get(self.key, ""))
        return min(wanted or self.place // self.per_page + 1, self.last)

    @property
    def on_page(self) -> Sequence[Row]:
        """The rows of that page."""
        return self.rows[(self.number - 1) * self.per_page : self.number * self.per_page]

    @property
    def pages(self) -> tuple[PageLink, ...]:
        """The links to the pages, where there are several."""
        return numbered_links(self.number, self.last, self._url_of) if self.last > 1 else ()

    @property
    def counted(self) -> str:
        """« 1 à 25 sur 29 structures ; 100 en tout »; nothing where all rows are on the page."""
        shown, matching = len(self.on_page), len(self.rows)
        if shown == self.total:
            return ""
        count = f"{french.number(matching)} {self.noun[matching > 1]}"
        if shown < matching:
            first = (self.number - 1) * self.per_page + 1
            place = {"first": first, "last": first + shown - 1, "count": count}
            count = _("%(first)s à %(last)s sur %(count)s") % place
        if matching == self.total:
            return count
        return _("%(count)s ; %(all)s en tout") % {"count": count, "all": french.number(self.total)}

    def _url_of(self, page: int) -> str:
        return f"?{urlencode({**self.parameters, self.key: page})}{self.anchor}"


def searched_text(parameters: Mapping[str, str]) -> str:
    """What the address searches."""
    return parameters.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def holds(folded: str, text: str) -> bool:
    """Whether this folded text holds each word that is searched."""
    return all(word in folded for word in fold(text).split())
