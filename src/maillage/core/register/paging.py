"""Which pages of a register does one go to from this one?"""

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
    values = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    links: list[PageLink] = []
    for before, page in zip([0, *values], values, strict=False):
        if page - before > 1:
            links.append(PageLink("…", "", current=False))
        links.append(PageLink(str(page), address(state, page=page), current=page == number))
    return tuple(links)
