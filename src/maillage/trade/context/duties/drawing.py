"""Where do the milestones of each funder stand on the months to come?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.rules import state_of
from maillage.trade.context.duties.words import MARKS, funder_name, is_pressing

MONTHS_DRAWN = 15
MONTHS_BACK = 6
LEFT, RIGHT, TOP, LANE = 170.0, 1118.0, 26.0, 52.0
LETTER, STONE = 6.8, 16.0
LONGEST_NAME, LONGEST_LABEL = 22, 34
MOST_LANES = 12
SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avril", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)


@dataclass(frozen=True, slots=True)
class Month:
    """A hairline at the beginning of a month, with its name every other month."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Stone:
    """Something due at its place: its mark, its words, and the window before it of a call."""

    x: str
    y: str
    mark: str
    title: str
    url_number: int
    label: str = ""
    label_y: str = ""
    anchor: str = "start"
    label_x: str = ""
    is_pressing: bool = False
    opens_x: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A funder, the line of its year, and what is due to it."""

    name: str
    y: str
    name_y: str
    stones: tuple[Stone, ...]


@dataclass(frozen=True, slots=True)
class DutiesDrawing:
    """Fifteen months of what is due to each funder; `left_out` funders have no room."""

    height: str
    bottom: str
    months: tuple[Month, ...]
    today_x: str
    lanes: tuple[Lane, ...]
    caption: str
    left_out: int = 0

    @property
    def marks(self) -> list[str]:
        """The marks that are drawn, in the order of a life."""
        shown = {stone.mark for lane in self.lanes for stone in lane.stones}
        return [mark for mark in MARKS.values() if mark in shown]


@dataclass
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / (self.last - self.first).days
        return LEFT + (RIGHT - LEFT) * share


@dataclass
class _Room:
    """How far each row of labels of a lane is taken, to the right."""

    above: float = 0.0
    below: float = 0.0
    last: float = 0.0


def draw_duties(rows: Sequence[Duty], today: date) -> DutiesDrawing | None:
    """What is due from this month on, and what is past and still owed; None when nothing is.

    It begins with the oldest month in which something is still owed, half a year back at most.
    """
    axis = _axis(rows, today)
    shown = [one for one in rows if _is_drawn(one, axis)]
    if not shown:
        return None
    by_funder: dict[str, list[Duty]] = defaultdict(list)
    for one in shown:
        by_funder[funder_name(one) or _("Sans financeur")].append(one)
    lanes = tuple(
        _lane(name, some, number, axis, today)
        for number, (name, some) in enumerate(list(by_funder.items())[:MOST_LANES])
    )
    bottom = TOP + LANE * len(lanes)
    return DutiesDrawing(
        height=f"{bottom + 20:g}",
        bottom=f"{bottom:g}",
        months=tuple(_months(axis)),
        today_x=f"{axis.x(today):.1f}",
        lanes=lanes,
        caption=_caption(axis),
        left_out=max(0, len(by_funder) - MOST_LANES),
    )


def _axis(rows: Sequence[Duty], today: date) -> _Axis:
    this_month = today.year * 12 + today.month - 1
    owed = [one.due_on.year * 12 + one.due_on.month - 1 for one in rows if one.is_open]
    first = max(min([this_month, *owed]), this_month - MONTHS_BACK)
    return _Axis(_month(first), _month(first + MONTHS_DRAWN))


def _month(number: int) -> date:
    """The first day of a month counted from year 0."""
    return date(number // 12, number % 12 + 1, 1)


def _is_drawn(one: Duty, axis: _Axis) -> bool:
    if one.waived_on or one.due_on >= axis.last:
        return False
    return one.is_open or one.due_on >= axis.first


def _caption(axis: _Axis) -> str:
    last = axis.last - timedelta(days=1)
    return _("De %(first)s à %(last)s, ce qui est dû à chaque financeur") % {
        "first": french.month_and_year(axis.first),
        "last": french.month_and_year(last),
    }


def _months(axis: _Axis) -> Iterator[Month]:
    day, number = axis.first, 0
    while day < axis.last:
        label = ""
        if number % 2 == 0:
            has_year = number == 0 or day.month <= 2
            label = f"{SHORT_MONTHS[day.month - 1]}{f' {day.year}' if has_year else ''}"
        yield Month(f"{axis.x(day):.1f}", label)
        day = (day + timedelta(days=31)).replace(day=1)
        number += 1


def _lane(name: str, rows: Sequence[Duty], number: int, axis: _Axis, today: date) -> Lane:
    y = TOP + LANE * number + LANE / 2
    room = _Room()
    return Lane(
        name=_cut(name, LONGEST_NAME),
        y=f"{y:g}",
        name_y=f"{y + 5:g}",
        stones=tuple(_stone(one, y, axis, room, today) for one in rows),
    )


def _stone(one: Duty, y: float, axis: _Axis, room: _Room, today: date) -> Stone:
    x = room.last = max(axis.x(one.due_on), room.last + STONE + 1)
    is_call = one.kind == DutyKind.CALL
    opens = axis.x(one.opens_on) if is_call and one.opens_on else None
    label, label_y, anchor = _label(one.label, x, y, room)
    return Stone(
        x=f"{x - STONE / 2:.1f}",
        y=f"{y - 10:g}",
        mark=MARKS[state_of(one, one.pieces.all(), today)],
        title=f"{one.label}, {french.long_date(one.due_on)}",
        url_number=one.pk,
        label=label,
        label_y=label_y,
        anchor=anchor,
        label_x=f"{x + STONE / 2 if anchor == 'end' else x - STONE / 2:.1f}",
        is_pressing=one.is_open and is_pressing(one, today),
        opens_x=f"{opens:.1f}" if opens is not None and x - opens > STONE else "",
    )


def _label(text: str, x: float, y: float, room: _Room) -> tuple[str, str, str]:
    """The words of a stone above its line, else under it, else nowhere: its title says them."""
    words = _cut(text, LONGEST_LABEL)
    width = LETTER * len(words)
    start = x - STONE / 2
    anchor = "start"
    if start + width > RIGHT:
        start, anchor = x + STONE / 2 - width, "end"
    if start >= room.above:
        room.above = start + width + STONE
        return words, f"{y - 15:g}", anchor
    if start >= room.below:
        room.below = start + width + STONE
        return words, f"{y + 22:g}", anchor
    return "", "", anchor


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
