"""How did something rise and fall over time? Drawn large as steps, or small as a line.

The first day stands at the left, the last one at the right; the place of a level is 0 on top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.drawing.labels import free_places, offer

Dated = tuple[date, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and levels stand, in the units of the drawing."""

    left: float
    right: float
    top: float
    step: float

    def y_of(self, place: int) -> float:
        """The height of a level."""
        return self.top + place * self.step

    def points(self, dated: Sequence[Dated], until: date) -> list[Point]:
        """Where each of these days and levels stands, `until` being at the right."""
        first = dated[0][0]
        length, across = max((until - first).days, 1), self.right - self.left
        return [
            (self.left + (day - first).days * across / length, self.y_of(place))
            for day, place in dated
        ]


STEPS = Frame(left=70, right=630, top=18, step=30)  # in a box of 640 by 150
DAYS, LETTER = 140, 7.4  # the line of the dates, and what a letter takes
WIDTH, HEIGHT, EDGE = 120, 44, 6


@dataclass(frozen=True, slots=True)
class Steps:
    """The height and the word of each level, the knots, and the line that goes through them.

    `days` are written under their knots, the first and the last ones always, each with its anchor.
    """

    levels: Sequence[tuple[int, str]]
    knots: Sequence[tuple[int, int]]
    line: str
    days: Sequence[tuple[int, str, str]]


def draw_steps(
    dated: Sequence[Dated], words: Sequence[str], until: date, today: date | None = None
) -> Steps | None:
    """The steps of these days up to a day, between four levels named from the top.

    None for fewer than two days; of two levels on one day, the higher one comes last. The last day
    is "aujourd’hui" when it is `today`.

    >>> days = [(date(2026, 1, 1), 2), (date(2026, 1, 11), 0)]
    >>> draw_steps(days, ["bloqué", "vif", "tendu", "apaisé"], date(2026, 1, 21)).line
    'M 70 78 H 350 V 18 H 630'
    """
    rows = sorted(dated, key=lambda one: (one[0], -one[1]))
    if len({day for day, _place in rows}) < 2:
        return None
    points = STEPS.points(rows, max(until, rows[-1][0]))
    knots = [(round(x), round(y)) for x, y in points]
    (first_x, first_y), *others = knots
    steps = " ".join(f"H {x} V {y}" for x, y in others)
    return Steps(
        levels=[(round(STEPS.y_of(place)), word) for place, word in enumerate(words)],
        knots=knots,
        line=f"M {first_x} {first_y} {steps} H {round(STEPS.right)}",
        days=_days([*(day for day, _place in rows), max(until, rows[-1][0])], knots, until, today),
    )


def _days(
    days: Sequence[date], knots: Sequence[tuple[int, int]], until: date, today: date | None
) -> list[tuple[int, str, str]]:
    """The dates of the axis: those of the ends, then each one that has room before the next."""
    end = _("aujourd’hui") if until == today else french.short_date(days[-1], until)
    right, first = round(STEPS.right), knots[0][0]
    inner = [(x, french.short_date(day, until)) for (x, _y), day in zip(knots, days, strict=False)]
    wanted = [(first, inner[0][1], "start"), (right, end, "end")]
    wanted += [(x, words, "middle") for x, words in inner[1:]]
    offers = [
        [offer((x, DAYS), anchor, width=len(words) * LETTER, rise=11, drop=3)]
        for x, words, anchor in wanted
    ]
    room = (0, 0, STEPS.right + 10, DAYS + 10)
    placed = free_places(offers, [], room)
    return sorted(one for one, place in zip(wanted, placed, strict=True) if place)


def small_line(dated: Sequence[Dated], levels: int, until: date) -> SafeString:
    """A line as small as a word, oldest day first, dotted at the middle level; nothing for none.

    It is not read aloud: the words beside it say the same.
    """
    if not dated:
        return SafeString("")
    frame = Frame(EDGE, WIDTH - EDGE, EDGE, (HEIGHT - 2 * EDGE) / (levels - 1))
    points = frame.points(dated, until)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*points, (frame.right, points[-1][1])])
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="3" fill="currentColor"/>',
        ((f"{x:.1f}", f"{y:.1f}") for x, y in points),
    )
    return format_html(
        '<svg width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".35" stroke-dasharray="2 4"/>'
        '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="1.8"/>{}</svg>',
        *(WIDTH, HEIGHT, WIDTH, HEIGHT),
        *(EDGE, frame.y_of(levels // 2), WIDTH - EDGE, path, dots),
    )
