"""Which pages of a register does one go to from this one?"""

from collections.abc import Callable
from dataclasses import dataclass

from maillage.core.register.state import State, address


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the register; no `url` for a gap."""

    label: str
    url: str
    current: bool


def page_links(state: State, number: int, last: int) -> tuple[PageLink, ...]:
    """First, last, and those around the present one, with gaps between."""
    return numbered_links(number, last, lambda page: address(state, page=page))


def numbered_links(number: int, last: int, url_of: Callable[[int], str]) -> tuple[PageLink, ...]:
    """The same, for a list that is no register: `url_of` gives the address of a page."""
    values = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    links: list[PageLink] = []
    for before, page in zip([0, *values], values, strict=False):
        if page - before > 1:
            links.append(PageLink("…", "", current=False))
        links.append(PageLink(str(page), url_of(page), current=page == number))
    return tuple(links)
