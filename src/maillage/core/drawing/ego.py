"""One name in the middle, threads that come to it from the left, and leave on the right.

The page that shows it lists the same under it: a side that is too long ends with how many follow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten, wrap

WIDTH = 860.0
# Where the names of the left end, and those of the right begin.
LEFT, RIGHT = 214.0, 668.0
BOX_LEFT, BOX_WIDTH = 345.0, 170.0
BOX_RIGHT = BOX_LEFT + BOX_WIDTH
TOP, ROW, FOOT = 66.0, 46.0, 8.0
MOST, LONGEST, LONGEST_IN_BOX = 9, 25, 18
LINE, SPREAD = 22.0, 7.0


@dataclass(frozen=True, slots=True)
class Tie:
    """An end of a thread: its name, what the thread says, its strength (1…4)."""

    name: str
    words: str
    strength: int
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Strand:
    """A tie as it is drawn: its thread, the mark at its end, and where its two lines stand."""

    tie: Tie
    label: str
    path: str
    y: float
    words_y: float


@dataclass(frozen=True, slots=True)
class Side:
    """The strands of one side, whose words stand at `x`; `more` are left to the list."""

    is_left: bool
    x: float
    anchor: str
    strands: Sequence[Strand]
    more: int
    more_y: float


@dataclass(frozen=True, slots=True)
class Ego:
    """The whole drawing; `lines` are those of the name in the middle, each at its height."""

    height: float
    box_y: float
    box_height: float
    lines: Sequence[tuple[float, str]]
    middle: float
    sides: tuple[Side, Side]


def draw_ego(name: str, coming: Sequence[Tie], leaving: Sequence[Tie]) -> Ego:
    """The threads that come to this name, and those that leave it, in their order."""
    rows = max(_rows(coming), _rows(leaving), 3)
    middle = TOP + ROW * (rows - 1) / 2
    words = wrap(name, LONGEST_IN_BOX, max_lines=3, placeholder="…")
    height = LINE * len(words) + 28
    first = middle - LINE * (len(words) - 1) / 2 + 6
    return Ego(
        height=TOP + ROW * rows - FOOT,
        box_y=middle - height / 2,
        box_height=height,
        lines=[(first + LINE * place, word) for place, word in enumerate(words)],
        middle=middle,
        sides=(_side(coming, middle, is_left=True), _side(leaving, middle, is_left=False)),
    )


def _rows(ties: Sequence[Tie]) -> int:
    return min(len(ties), MOST + 1)


def _side(ties: Sequence[Tie], middle: float, *, is_left: bool) -> Side:
    most = len(ties) if len(ties) <= MOST + 1 else MOST
    shown, first = ties[:most], middle - ROW * (_rows(ties) - 1) / 2
    strands = [
        _strand(tie, first + ROW * place, _knot(place, len(shown), middle), is_left=is_left)
        for place, tie in enumerate(shown)
    ]
    x, anchor = (LEFT, "end") if is_left else (RIGHT, "start")
    return Side(is_left, x, anchor, strands, len(ties) - most, first + ROW * most + 1)


def _knot(place: int, count: int, middle: float) -> float:
    """Where the thread of this place touches the box: spread a little around the middle."""
    return middle + (place - (count - 1) / 2) * SPREAD * min(1, 6 / count)


def _strand(tie: Tie, y: float, knot: float, *, is_left: bool) -> Strand:
    path = (
        f"M{LEFT + 16:.1f} {y:.1f}C{LEFT + 84:.1f} {y:.1f} {BOX_LEFT - 72:.1f} {knot:.1f} "
        f"{BOX_LEFT - 12:.1f} {knot:.1f}"
        if is_left
        else f"M{BOX_RIGHT:.1f} {knot:.1f}C{BOX_RIGHT + 64:.1f} {knot:.1f} {RIGHT - 88:.1f} "
        f"{y:.1f} {RIGHT - 22:.1f} {y:.1f}"
    )
    label = shorten(tie.name, LONGEST, placeholder="…")
    return Strand(tie, label, path, y, y + 16)
