"""What does a tool say of its timeline? Its lines, what lasts on them, what happens on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """What lasts: from `start` to `end`, or still going on; its words and how it ended.

    `thickness` is firm, plain or worn; `closed` hatches what is confidential. `told` are the
    cells of the table beyond those that every timeline has, in the order of `Timeline.headers`.
    `dates` says the period in words where its days are not known: "2014 – mars 2019". `point` is
    what is written on the line of a timeline of points, its last day by default; `is_main` is what
    the reading of the page says. `ending` says what its last day is among the dates to
    come; `filed` are its details in a file, where they are whole. One that `calls` has something
    to be done now: its words are in the colour that calls.
    """

    start: date
    end: date | None
    words: str
    end_mark: str = ""
    thickness: str = "plain"
    closed: bool = False
    details: tuple[str, ...] = ()
    dates: str = ""
    point: str = ""
    is_main: bool = False
    ending: str = ""
    filed: tuple[str, ...] = ()
    calls: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What happens on a day: its mark (family and value of `core.marks`) and its words."""

    on: date
    words: str
    family: str
    value: str
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a relation, a structure, a person; its spans may overlap.

    `whole_url` is the page where all of it is read: a line that has one may be cut on a page that
    cannot hold everything, and `others` counts the spans left out there.
    """

    label: str
    note: str = ""
    url: str = ""
    spans: tuple[Span, ...] = ()
    moments: tuple[Moment, ...] = ()
    whole_url: str = ""
    others: int = 0


@dataclass(frozen=True, slots=True)
class Landmark:
    """A day that concerns every line: an election, the renewal."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline; `line_title` names its lines, `headers` the columns that it adds to the table.

    `words_title` says what the words of a span are, `days_title` what its dates are, and
    `list_title` what its table goes through: « Relation par relation ». One of points writes dates
    on its lines instead of words and is cut to what it holds and a tenth beside. One that
    `is_by_day` has the rows of its table by day, those to come first, whatever their line.
    """

    caption: str
    filename: str
    line_title: str
    words_title: str
    list_title: str
    lines: Sequence[Line]
    landmarks: tuple[Landmark, ...] = ()
    headers: tuple[str, ...] = ()
    thicknesses: tuple[tuple[str, str], ...] = ()
    is_points: bool = False
    is_by_day: bool = False
    days_title: str = ""
