"""Where do the milestones of each funder stand on the months to come?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.rules import state_of
from maillage.trade.context.duties.words import MARKS, day_words, funder_name, is_pressing

MONTHS_DRAWN = 15
MONTHS_BACK = 6
LEFT, RIGHT, TOP, LANE = 170.0, 1118.0, 26.0, 52.0
LETTER, STONE = 6.8, 16.0
LINE = 14.0
LONGEST_NAME, LONGEST_LABEL, LONGEST_END = 22, 44, 24
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
    """How far each row of labels of a lane is taken, to the right, and its stones."""

    ends: list[float] = field(default_factory=list)
    last: float = 0.0

    def row(self, start: float, end: float) -> int:
        """The first row that has this room, one more when none has."""
        free = (number for number, taken in enumerate(self.ends) if start >= taken)
        number = next(free, len(self.ends))
        self.ends[number : number + 1] = [end]
        return number

    @property
    def over(self) -> float:
        """The height that the rows above take, beyond the first."""
        return LINE * max((len(self.ends) + 1) // 2 - 1, 0)

    @property
    def under(self) -> float:
        """The height that the rows below take, beyond the first."""
        return LINE * max(len(self.ends) // 2 - 1, 0)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Something due where it stands across, and the row of its label."""

    duty: Duty
    x: float
    words: str
    anchor: str
    row: int


def draw_duties(rows: Sequence[Duty], today: date) -> DutiesDrawing | None:
    """What is due from this month on, and what is past and still owed; None when nothing is.

    It begins with the oldest month in which something is still owed, half a year back at most.
    """
    axis = _axis(rows, today)
    shown = [one for one in rows if _is_drawn(one, axis)]
    if not shown:
        return None
    by_funder: dict[str, list[Duty]] = defaultdict(list)
    names = _names(rows)
    for one in shown:
        by_funder[funder_name(one) or _funder_of_act(one, names)].append(one)
    lanes, bottom = [], TOP
    for name, some in list(by_funder.items())[:MOST_LANES]:
        lane, bottom = _lane(name, some, bottom, axis, today)
        lanes.append(lane)
    return DutiesDrawing(
        height=f"{bottom + 20:g}",
        bottom=f"{bottom:g}",
        months=tuple(_months(axis)),
        today_x=f"{axis.x(today):.1f}",
        lanes=tuple(lanes),
        caption=_caption(axis),
        left_out=max(0, len(by_funder) - MOST_LANES),
    )


def _names(rows: Sequence[Duty]) -> dict[str, str]:
    """The short name of each funder, by each of its names."""
    return {
        fold(name): funder_name(one)
        for one in rows
        if one.funder
        for name in (one.funder.name, one.funder.short_name)
        if name
    }


def _funder_of_act(one: Duty, names: Mapping[str, str]) -> str:
    """The funder with whom the act was signed, when something else is due to it."""
    with_whom = fold(one.source_act.partition(",")[0].strip())
    return names.get(with_whom, _("Autres"))


def _axis(rows: Sequence[Duty], today: date) -> _Axis:
    this_month = today.year * 12 + today.month - 1
    days = [one.due_on for one in rows if one.is_open and one.due_on]
    owed = [day.year * 12 + day.month - 1 for day in days]
    first = max(min([this_month, *owed]), this_month - MONTHS_BACK)
    return _Axis(_month(first), _month(first + MONTHS_DRAWN))


def _month(number: int) -> date:
    """The first day of a month counted from year 0."""
    return date(number // 12, number % 12 + 1, 1)


def _is_drawn(one: Duty, axis: _Axis) -> bool:
    if one.waived_on or one.due_on is None or one.due_on >= axis.last:
        return False
    return one.is_open or one.due_on >= axis.first


def _caption(axis: _Axis) -> str:
    last = axis.last - timedelta(days=1)
    return _("%(first)s à %(last)s, ce qui est dû à chaque financeur") % {
        "first": french.capital(french.of_body(french.month_and_year(axis.first))),
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


def _lane(
    name: str, rows: Sequence[Duty], top: float, axis: _Axis, today: date
) -> tuple[Lane, float]:
    """The lane of a funder under `top`, and where the next one begins."""
    room = _Room()
    placed = [_placed(one, axis, room) for one in rows]
    y = top + room.over + LANE / 2
    lane = Lane(
        name=_cut(name, LONGEST_NAME),
        y=f"{y:g}",
        name_y=f"{y + 5:g}",
        stones=tuple(_stone(one, y, axis, today) for one in placed),
    )
    return lane, top + room.over + LANE + room.under


def _placed(one: Duty, axis: _Axis, room: _Room) -> _Placed:
    """Where it stands across, its words in the first row that has room for them."""
    x = room.last = max(axis.x(one.due_on or axis.first), room.last + STONE + 1)
    words = _label_words(one)
    width = LETTER * len(words)
    start, anchor = x - STONE / 2, "start"
    if start + width > RIGHT:
        start, anchor = x + STONE / 2 - width, "end"
    return _Placed(one, x, words, anchor, room.row(start, start + width + STONE))


def _label_words(one: Duty) -> str:
    """The words of a stone: none once sent, and of an end only what ends."""
    if not one.is_open:
        return ""
    if one.kind != DutyKind.END:
        return _cut(one.label, LONGEST_LABEL)
    name = one.label.partition("« ")[2].rstrip("» ").partition(" : ")[0]
    return (
        _("fin : %(name)s") % {"name": _cut(name, LONGEST_END)}
        if name
        else _cut(one.label, LONGEST_LABEL)
    )


def _stone(placed: _Placed, y: float, axis: _Axis, today: date) -> Stone:
    one, x = placed.duty, placed.x
    is_call = one.kind == DutyKind.CALL
    opens = axis.x(one.opens_on) if is_call and one.opens_on else None
    return Stone(
        x=f"{x - STONE / 2:.1f}",
        y=f"{y - 10:g}",
        mark=MARKS[state_of(one, one.pieces.all(), today)],
        title=f"{one.label}, {day_words(one)}",
        url_number=one.pk,
        label=placed.words,
        label_y=f"{y + _label_drop(placed.row):g}",
        anchor=placed.anchor,
        label_x=f"{x + STONE / 2 if placed.anchor == 'end' else x - STONE / 2:.1f}",
        is_pressing=one.is_open and is_pressing(one, today),
        opens_x=f"{opens:.1f}" if opens is not None and x - opens > STONE else "",
    )


def _label_drop(row: int) -> float:
    """How far under the line of its lane a row of labels is: the rows go above and below in turn.

    >>> [_label_drop(row) for row in range(4)]
    [-15.0, 22.0, -29.0, 36.0]
    """
    away = LINE * (row // 2)
    return 22 + away if row % 2 else -15 - away


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
