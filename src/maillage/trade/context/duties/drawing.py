"""Where do the milestones of each funder stand on the months to come?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.axis import (
    LEFT,
    RIGHT,
    Axis,
    Month,
    months,
    months_of,
    months_owed,
    months_to_come,
    until_last,
)
from maillage.trade.context.duties.counts import DutyCounts, duty_counts
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.rules import state_of
from maillage.trade.context.duties.words import MARKS, day_words, funder_name, is_pressing

TOP = 26.0
LETTER, BOLD, MILESTONE = 6.4, 6.9, 16.0
LINE, BETWEEN, UNDER = 24.0, 10.0, 9.0  # `UNDER`: what a line leaves above and below words
LONGEST_NAME, WHOLE_NAME, NAME_ROOM = 32, 22, 160
MOST_LANES, MOST_MILESTONES = 12, 60
Span = tuple[float, float]
Words = tuple[Span, float]  # from where to where across, and the middle of their line


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something due at its place: its mark, its words beside it, and the window before a call."""

    x: str
    y: str
    middle: str
    mark: str
    title: str
    url_number: int
    label: str = ""
    label_y: str = ""
    anchor: str = "start"
    label_x: str = ""
    narrowed: str = ""
    is_pressing: bool = False
    opens_x: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A funder, the lines of its year, and what is due to it; a long name is `narrowed`."""

    name: str
    narrowed: str
    name_y: str
    lines: tuple[str, ...]
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class DutiesDrawing:
    """Fifteen months at most of what is due to each funder.

    `part_words` say how much of it has room, where not all has: `counts` say the rest, above the
    lanes. `later` dates come after. `grid` and `today` are the paths of upright lines.
    """

    height: str
    months: tuple[Month, ...]
    grid: str
    today: str
    lanes: tuple[Lane, ...]
    caption: str
    part_words: str = ""
    later: int = 0
    counts: DutyCounts | None = None

    @property
    def marks(self) -> list[str]:
        """The marks that are drawn, in the order of a life."""
        shown = {milestone.mark for lane in self.lanes for milestone in lane.milestones}
        return [mark for mark in MARKS.values() if mark in shown]

    @property
    def later_words(self) -> str:
        """How many dates come after the months drawn; nothing without any."""
        if not self.later:
            return ""
        words = ngettext(
            "%(n)s date plus lointaine se lit au tableau",
            "%(n)s dates plus lointaines se lisent au tableau",
            self.later,
        )
        return words % {"n": french.in_words(self.later, feminine=True)}

    @property
    def has_calls(self) -> bool:
        """Whether a window of a call is drawn."""
        return any(milestone.opens_x for lane in self.lanes for milestone in lane.milestones)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Something due where it stands across, on its line, its words at its right or at its left.

    Words longer than their room are `narrowed` to it: none is cut. No line crosses the `letters`.
    """

    duty: Duty
    x: float
    opens_x: float | None
    words: str
    is_left: bool
    narrowed: float
    line: int
    letters: Span


def draw_duties(rows: Sequence[Duty], today: date, *, fits: bool = False) -> DutiesDrawing | None:
    """What is due from this month on, and what is past and still owed; None when nothing is owed.

    It begins with the oldest month in which something is still owed, half a year back at most.
    Where not all has room, what is late is one line and the months to come are counted, above
    what comes next; where nothing comes, its months are those of what is drawn. An axis that `fits`
    ends with the last of what is due.
    """
    axis = months_owed(rows, today)
    shown = [one for one in rows if _is_drawn(one, axis)]
    if not any(one.is_open and one.kind != DutyKind.END for one in shown):
        return None
    axis = until_last(axis, shown, today) if fits else axis
    by_funder = _first_ones(shown, _names(rows), today)
    drawn = [one for some in by_funder.values() for one in some]
    later = sum(_is_later(one, axis) for one in rows)
    if len(drawn) == len(shown):
        return _plate(by_funder, axis, today, later=later)
    if not any(one.due_on and one.due_on >= today for one in shown):
        words = _part_words(drawn, len(shown) + later, today)
        return _plate(by_funder, months_of(drawn, today), today, part_words=words)
    return _part_to_come(rows, today, axis.last if fits else None)


def _part_to_come(rows: Sequence[Duty], today: date, last: date | None) -> DutiesDrawing:
    """What comes first up to `last`, under the line of what is late and the count of each month."""
    axis = months_to_come(today)
    axis.last = last or axis.last
    shown = [one for one in rows if _is_drawn(one, axis)]
    coming = [one for one in shown if one.due_on and one.due_on >= today]
    by_funder = _first_ones(coming, _names(rows), today)
    drawn = [one for some in by_funder.values() for one in some]
    later = sum(_is_later(one, axis) for one in rows)
    return _plate(
        by_funder,
        axis,
        today,
        part_words=_part_words(drawn, len(shown) + later, today),
        later=later,
        counts=duty_counts(rows, today, axis.last, axis.x),
    )


def _plate(
    by_funder: Mapping[str, Sequence[Duty]],
    axis: Axis,
    today: date,
    *,
    part_words: str = "",
    later: int = 0,
    counts: DutyCounts | None = None,
) -> DutiesDrawing:
    lanes, bottom = [], TOP + (LINE * counts.lines + BETWEEN if counts else 0)
    top, words = bottom, list[Words]()
    for name, some in by_funder.items():
        lane, bottom, covered = _lane(name, some, bottom, axis, today)
        lanes.append(lane)
        words += covered
    shown = tuple(months(axis))
    return DutiesDrawing(
        height=f"{bottom + 20:g}",
        months=shown,
        grid="".join(_around(words, float(one.x), TOP, bottom) for one in shown),
        today=_around(words, axis.x(today), top, bottom),
        lanes=tuple(lanes),
        caption=_caption(axis),
        part_words=part_words,
        later=later,
        counts=counts,
    )


def _around(words: Sequence[Words], x: float, top: float, bottom: float) -> str:
    """The path of an upright line, which stops where it would cross words."""
    crossed = sorted(middle for span, middle in words if span[0] < x < span[1])
    path, at = "", top
    for middle in crossed:
        if middle - UNDER > at:
            path += f"M{x:.1f} {at:g}V{middle - UNDER:g}"
        at = middle + UNDER
    return f"{path}M{x:.1f} {at:g}V{bottom:g}" if at < bottom else path


def _first_ones(
    rows: Sequence[Duty], names: Mapping[str, str], today: date
) -> dict[str, list[Duty]]:
    """What has room, by funder: all of it, or what comes next, then what is past, the oldest first.

    Funders, and what is due to each, keep the order of the rows; those of no funder come last.
    """

    def place(one: Duty) -> tuple[bool, date]:
        day = one.due_on or today
        return day < today, day

    lane_of = {one.pk: funder_name(one) or _funder_of_act(one, names) for one in rows}
    lanes: dict[str, None] = {}
    drawn: set[int] = set()
    for one in sorted(rows, key=place):
        if len(drawn) < MOST_MILESTONES and (lane_of[one.pk] in lanes or len(lanes) < MOST_LANES):
            lanes[lane_of[one.pk]] = None
            drawn.add(one.pk)
    by_funder: dict[str, list[Duty]] = defaultdict(list)
    for one in rows:
        if one.pk in drawn:
            by_funder[lane_of[one.pk]].append(one)
    if nobody := by_funder.pop(_("Autres"), None):
        by_funder[_("Autres")] = nobody
    return by_funder


def _part_words(drawn: Sequence[Duty], total: int, today: date) -> str:
    """« douze échéances dessinées sur 436, les prochaines d’abord »."""
    words = ngettext(
        "%(n)s échéance dessinée sur %(all)s", "%(n)s échéances dessinées sur %(all)s", len(drawn)
    ) % {"n": french.in_words(len(drawn), feminine=True), "all": french.number(total)}
    if any(one.due_on and one.due_on >= today for one in drawn):
        return _("%(drawn)s, les prochaines d’abord") % {"drawn": words}
    return _("%(drawn)s, les plus anciennes d’abord") % {"drawn": words}


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


def _is_drawn(one: Duty, axis: Axis) -> bool:
    if one.waived_on or one.due_on is None or one.due_on >= axis.last:
        return False
    return one.is_open or one.due_on >= axis.first


def _is_later(one: Duty, axis: Axis) -> bool:
    is_owed = one.is_open and one.kind != DutyKind.END
    return is_owed and one.due_on is not None and one.due_on >= axis.last


def _caption(axis: Axis) -> str:
    last = axis.last - timedelta(days=1)
    if (axis.first.year, axis.first.month) == (last.year, last.month):
        month = french.capital(french.month_and_year(last))
        return _("%(month)s, ce qui est dû à chaque financeur") % {"month": month}
    return _("%(first)s à %(last)s, ce qui est dû à chaque financeur") % {
        "first": french.capital(french.of_body(french.month_and_year(axis.first))),
        "last": french.month_and_year(last),
    }


def _lane(
    name: str, rows: Sequence[Duty], top: float, axis: Axis, today: date
) -> tuple[Lane, float, list[Words]]:
    """The lane of a funder under `top`, where the next one begins, and where its words stand."""
    taken: list[list[Span]] = []
    placed = [_placed(one, axis, taken, today) for one in rows]
    middles = [top + LINE * (line + 0.5) for line in range(len(taken))]
    lane = Lane(
        name=french.shortened(name, LONGEST_NAME),
        narrowed=str(NAME_ROOM) if len(name) > WHOLE_NAME else "",
        name_y=f"{middles[0] + 5:g}",
        lines=tuple(f"{y:g}" for y in middles),
        milestones=tuple(_milestone(one, middles[one.line], today) for one in placed),
    )
    words = [(one.letters, middles[one.line]) for one in placed if one.words]
    return lane, top + LINE * len(taken) + BETWEEN, words


def _placed(one: Duty, axis: Axis, taken: list[list[Span]], today: date) -> _Placed:
    """Where it stands across, on the first line where it and its words cover nothing else."""
    x = axis.x(one.due_on or axis.first)
    is_call = one.kind == DutyKind.CALL and one.opens_on is not None
    opens = axis.x(one.opens_on) if is_call and one.opens_on else None
    opens = opens if opens is not None and x - opens > MILESTONE else None
    words = one.label if one.is_open else ""
    left, right = opens if opens is not None else x - MILESTONE / 2, x + MILESTONE / 2
    width, rooms = _letter(one, today) * len(words), (left - MILESTONE - LEFT, RIGHT - right)
    is_left = width > rooms[1] and rooms[0] > rooms[1]
    room = rooms[0] if is_left else rooms[1]
    narrowed, width = (room, room) if width > room else (0.0, width)
    letters = (left - 5 - width, left) if is_left else (right, right + 5 + width)
    width += MILESTONE if words else 0.0
    span = (left - width, right) if is_left else (left, right + width)
    free = (number for number, some in enumerate(taken) if not _covers(span, some))
    line = next(free, len(taken))
    if line == len(taken):
        taken.append([])
    taken[line].append(span)
    return _Placed(one, x, opens, words, is_left, narrowed, line, letters)


def _letter(one: Duty, today: date) -> float:
    return BOLD if is_pressing(one, today) else LETTER


def _covers(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _milestone(placed: _Placed, y: float, today: date) -> Milestone:
    one, x = placed.duty, placed.x
    left = placed.opens_x if placed.opens_x is not None else x - MILESTONE / 2
    return Milestone(
        x=f"{x - MILESTONE / 2:.1f}",
        y=f"{y - 10:g}",
        middle=f"{y:g}",
        mark=MARKS[state_of(one, one.pieces.all(), today)],
        title=f"{one.label}, {day_words(one)}",
        url_number=one.pk,
        label=placed.words,
        label_y=f"{y + 4:g}",
        anchor="end" if placed.is_left else "start",
        label_x=f"{left - 5 if placed.is_left else x + MILESTONE / 2 + 5:.1f}",
        narrowed=f"{placed.narrowed:.0f}" if placed.narrowed else "",
        is_pressing=one.is_open and is_pressing(one, today),
        opens_x=f"{placed.opens_x:.1f}" if placed.opens_x is not None else "",
    )
