"""Where do the keys put each structure? One line each, a point per key, on one scale of euros."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import bare_euros, euros
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.readings import Reading

RADIUS, APART = 10, 22
# The room of a letter of the drawing, in its own units.
LETTER = 7.5
STEPS = (1, 2, 5, 10)
MOST_DRAWN, FIRST_DRAWN, WITHOUT_GAP = 12, 10, 3


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the scale begins and ends, where the first line is, how far apart lines are.

    A name stands at the left of its line or, on a phone, `over` it.
    """

    left: int
    right: int
    top: int
    step: int
    over: int
    ticks: int
    width: int


WIDE = Frame(200, 800, 66, 70, 0, 7, 832)
NARROW = Frame(12, 330, 112, 118, 58, 3, 344)


@dataclass(frozen=True, slots=True)
class Dot:
    """A key on the line of a structure."""

    x: float
    y: float
    letter: str
    is_chosen: bool
    is_over: bool

    @property
    def text_y(self) -> float:
        """Where its letter stands."""
        return self.y + 4.3


@dataclass(frozen=True, slots=True)
class DrawnPayer:
    """The line of a structure: its points, what it paid before, where alone ends."""

    name: str
    note: str
    y: int
    dots: Sequence[Dot]
    was: float | None
    alone: float | None
    alone_words: str
    frame: Frame

    @property
    def name_y(self) -> int:
        """Where its name stands."""
        return self.y - self.frame.over

    @property
    def alone_place(self) -> tuple[float, float, str]:
        """Where the words of the end stop stand, clear of the points: after it, else under it."""
        end, width = self.alone or 0.0, LETTER * len(self.alone_words)
        after = end + 16
        for dot in sorted(self.dots, key=lambda one: one.x):
            if dot.y == self.y and after - 4 < dot.x + RADIUS and dot.x - RADIUS < after + width:
                after = dot.x + 16
        if after + width <= self.frame.width:
            return after, self.y + 5, "start"
        under = max([self.y, *(dot.y for dot in self.dots if self._covers(dot, end - width, end))])
        return end, under + 28, "end"

    @staticmethod
    def _covers(dot: Dot, left: float, right: float) -> bool:
        return left - RADIUS < dot.x < right + RADIUS


@dataclass(frozen=True, slots=True)
class KeyDrawing:
    """The whole plate: its height, the marks of its scale, its lines."""

    height: int
    ticks: Sequence[tuple[float, str]]
    payers: Sequence[DrawnPayer]
    frame: Frame
    part_words: str = ""

    @property
    def bottom(self) -> int:
        """Where the marks of the scale end."""
        return self.height - 14


def draw_keys(sheet: SharingSheet, frame: Frame = WIDE) -> KeyDrawing | None:
    """The plate of the keys that could be computed; None when there is none.

    Of many structures, the ten between whom the keys differ most, the widest gap first.
    """
    shown = [one for one in sheet.readings if not one.problem]
    if not shown or not sheet.read.payers:
        return None
    gaps, compared = _gaps(sheet, shown), _compared(sheet, shown)
    places = _drawn_places(gaps, compared)
    sums = [one.rows[place].cents for one in shown for place in places]
    for payer in (sheet.read.payers[place] for place in places):
        sums += [payer.was or 0, payer.alone or 0]
    step, most = _scale(max(sums), frame.ticks)
    payers = [
        _drawn_payer(sheet, place, shown, y=frame.top + frame.step * line, most=most, frame=frame)
        for line, place in enumerate(places)
    ]
    marks = range(0, most + 1, step)
    ticks = [(_x(one, most, frame), french.number(euros(one), 0)) for one in marks]
    height = frame.top + frame.step * len(payers) - max(10, frame.over)
    words = part_words(gaps, compared) if len(places) < len(gaps) else ""
    return KeyDrawing(height, ticks, payers, frame, words)


def _gaps(sheet: SharingSheet, shown: Sequence[Reading]) -> list[int]:
    """How far apart the keys put each structure; one key alone, how far from what it paid."""
    gaps = []
    for place, payer in enumerate(sheet.read.payers):
        sums = [one.rows[place].cents for one in shown]
        if len(shown) == 1:
            sums.append(sums[0] if payer.was is None else payer.was)
        gaps.append(max(sums) - min(sums))
    return gaps


def _drawn_places(gaps: Sequence[int], compared: str) -> list[int]:
    """The places of the structures that are drawn: all, or those of the widest gaps."""
    if len(gaps) <= MOST_DRAWN:
        return list(range(len(gaps)))
    return sorted(range(len(gaps)), key=lambda place: -gaps[place])[: _count_drawn(gaps, compared)]


def _count_drawn(gaps: Sequence[int], compared: str) -> int:
    """How many of many structures are drawn: a few, where nothing that is compared differs."""
    return WITHOUT_GAP if compared and not any(gaps) else FIRST_DRAWN


def _compared(sheet: SharingSheet, shown: Sequence[Reading]) -> str:
    """Between what the gaps are; nothing where one key has nothing to be compared with."""
    if len(shown) > 1:
        return _("d’une clé à l’autre")
    return _("avec l’année d’avant") if sheet.shows_was else ""


def part_words(gaps: Sequence[int], compared: str) -> str:
    """« Les dix plus grands écarts sur 100, d’une clé à l’autre »; when others are as wide, too."""
    widest = sorted(gaps, reverse=True)
    count = french.in_words(_count_drawn(gaps, compared))
    values = {"n": count, "all": french.number(len(gaps)), "of": compared}
    if not compared:
        return _("%(n)s structures sur %(all)s") % values
    if not widest[0]:
        return _("aucun écart %(of)s ; au dessin, %(n)s structures sur %(all)s") % values
    if widest[FIRST_DRAWN - 1] == widest[FIRST_DRAWN]:
        return _("%(n)s des plus grands écarts sur %(all)s, %(of)s") % values
    return _("les %(n)s plus grands écarts sur %(all)s, %(of)s") % values


def _drawn_payer(
    sheet: SharingSheet,
    place: int,
    shown: Sequence[Reading],
    *,
    y: int,
    most: int,
    frame: Frame,
) -> DrawnPayer:
    payer = sheet.read.payers[place]
    at = [
        (_x(one.rows[place].cents, most, frame), one.mix, bool(one.rows[place].overpaid))
        for one in shown
    ]
    count = sheet.read.population.get(payer.number)
    return DrawnPayer(
        name=payer.name,
        note=_("%(n)s habitants") % {"n": french.number(int(count))} if count else "",
        y=y,
        dots=_dots(at, y, sheet.sharing.chosen_id),
        was=None if payer.was is None else _x(payer.was, most, frame),
        alone=None if payer.alone is None else _x(payer.alone, most, frame),
        alone_words=""
        if payer.alone is None
        else _("seule %(sum)s") % {"sum": bare_euros(payer.alone)},
        frame=frame,
    )


def _scale(largest: int, most_ticks: int) -> tuple[int, int]:
    """The step between two marks, in cents, and the sum at the right end."""
    power = 100
    while True:
        for one in STEPS:
            step = one * power
            if largest <= step * most_ticks:
                return step, -(-max(largest, 1) // step) * step
        power *= 10


def _x(cents: int, most: int, frame: Frame) -> float:
    return round(frame.left + (frame.right - frame.left) * cents / most, 1)


def _dots(at: Sequence[tuple[float, object, bool]], y: int, chosen: int | None) -> list[Dot]:
    """The points, those that would cover each other one above and one below the line."""
    dots: list[Dot] = []
    for x, mix, is_over in sorted(at, key=lambda one: one[0]):
        heights = (y, y - APART, y + APART)
        free = [
            one for one in heights if all(abs(dot.x - x) >= APART or dot.y != one for dot in dots)
        ]
        dots.append(
            Dot(
                x,
                free[0] if free else y,
                str(getattr(mix, "letter", "")),
                getattr(mix, "number", None) == chosen,
                is_over,
            )
        )
    return piled(dots)


def piled(dots: Sequence[Dot]) -> list[Dot]:
    """The same points; those that stand in one pile, by their letters from the top."""
    if not dots or max(one.x for one in dots) - min(one.x for one in dots) >= APART:
        return list(dots)
    heights = sorted(one.y for one in dots)
    by_letter = sorted(dots, key=lambda one: one.letter)
    return [replace(one, y=height) for one, height in zip(by_letter, heights, strict=True)]
