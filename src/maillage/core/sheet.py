"""What is known of one thing, on a page that prints on one side of A4?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.panels import Panel, Slot
from maillage.core.shell import PageLink

MOST_NEXT = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the card: its label, its value, a smaller precision; kept off paper if private."""

    label: str
    value: str
    note: str = ""
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A short thing in a list: its mark if it has one, what it is, where it leads, a precision.

    The precision of one that `calls` says that its day has passed.
    """

    label: str
    note: str = ""
    url: str = ""
    family: str = ""
    value: str = ""
    calls: bool = False


@dataclass(frozen=True, slots=True)
class ShortList:
    """The first lines of a list, how many others the page has no room for, and where all are.

    `empty` is what is true when there is no line at all.
    """

    lines: Sequence[Line]
    others: str = ""
    url: str = ""
    empty: str = ""


def short_list(
    rows: Sequence[Line], most: int, *, url: str = "", empty: str = "", feminine: bool = True
) -> ShortList:
    """The first `most` rows; the sentence that counts the others agrees with what they are."""
    left = len(rows) - most
    if left <= 0:
        return ShortList(rows, empty=empty)
    words = ngettext(
        "%(n)s autre n’est pas sur cette page.", "%(n)s autres ne sont pas sur cette page.", left
    )
    count = french.in_words(left, feminine=feminine).capitalize()
    return ShortList(rows[:most], words % {"n": count}, url)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who sees which parts of the sheet; `icon` is eye, users or lock."""

    icon: str
    who: str
    parts: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: where it is, its title, its sentence, its card, what the other rooms add to it.

    `origin` says where it comes from, when its history, its `gestures`, does not.
    """

    title: str
    sentence: str
    place: tuple[PageLink, ...] = ()
    facts: tuple[Fact, ...] = ()
    panels: tuple[Panel, ...] = ()
    readers: tuple[Readers, ...] = ()
    origin: str = ""
    gestures: Sequence[object] = ()

    @property
    def body_panels(self) -> list[Panel]:
        """What the other rooms add to the main column."""
        return self._in_slot("body")

    @property
    def next_panels(self) -> list[Panel]:
        """What comes, beside the main column: the first two that the other rooms add."""
        return self._in_slot("next")[:MOST_NEXT]

    @property
    def folded_panels(self) -> list[Panel]:
        """What closes the main column, folded: what is no date nor person to come, and the rest."""
        return self._in_slot("next")[MOST_NEXT:] + self._in_slot("folded")

    @property
    def foot_panels(self) -> list[Panel]:
        """What the colophon holds: documents, downloads."""
        return self._in_slot("foot")

    def _in_slot(self, slot: Slot) -> list[Panel]:
        return [panel for panel in self.panels if panel.slot == slot]

    @property
    def keeps_off_paper(self) -> bool:
        """Whether what is printed leaves out a part of what is read."""
        facts_stay = any(not fact.on_paper for fact in self.facts)
        return facts_stay or any(not panel.on_paper for panel in self.panels)
