"""What is known of one thing, on a page that prints on one side of A4?"""

from dataclasses import dataclass
from datetime import datetime

from maillage.core.panels import Panel
from maillage.core.shell import PageLink


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the card: its label, its value, a smaller precision; kept off paper if private."""

    label: str
    value: str
    note: str = ""
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A short thing in a list: its mark if it has one, what it is, where it leads, a precision."""

    label: str
    note: str = ""
    url: str = ""
    family: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of the sheet: what, when, and by whom or how it was known."""

    what: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Readers:
    """Who sees which parts of the sheet; `icon` is eye, users or lock."""

    icon: str
    who: str
    parts: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: where it is, its title, its sentence, its card, what the other rooms add to it."""

    title: str
    sentence: str
    place: tuple[PageLink, ...] = ()
    facts: tuple[Fact, ...] = ()
    panels: tuple[Panel, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    changes_url: str = ""
    readers: tuple[Readers, ...] = ()

    @property
    def body_panels(self) -> list[Panel]:
        """What the other rooms add to the main column."""
        return [panel for panel in self.panels if not panel.side]

    @property
    def side_panels(self) -> list[Panel]:
        """What the other rooms add to the side column."""
        return [panel for panel in self.panels if panel.side]

    @property
    def keeps_off_paper(self) -> bool:
        """Whether what is printed leaves out a part of what is read."""
        facts_stay = any(not fact.on_paper for fact in self.facts)
        return facts_stay or any(not panel.on_paper for panel in self.panels)
