"""How is the time of each employer drawn beside the others, with what is vacant?"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.plan.engineering.queries import Totals

WIDTH, GAP, LETTER = 1126.0, 2.0, 6.6
NARROWEST = 34.0
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the line: where it begins, its width, its time, whose it is."""

    x: str
    width: str
    time: str
    text_x: str
    name: str
    is_vacant: bool


@dataclass(frozen=True, slots=True)
class TimeDrawing:
    """The line of the times, what they make in all, and the same in words."""

    blocks: tuple[Block, ...]
    end_x: str
    planned: str
    filled: str
    words: str


def draw_times(totals: Totals) -> TimeDrawing | None:
    """The employers one after the other, then what is vacant; None when no post is open."""
    if not totals.planned:
        return None
    vacant = totals.planned - totals.filled
    names = _names(totals)
    if vacant > 0:
        names.append(_("vacant %(n)s") % {"n": french.number(vacant)})
    return TimeDrawing(
        blocks=tuple(_blocks(totals, vacant)),
        end_x=f"{WIDTH:.1f}",
        planned=_("prévus : %(n)s ETP") % {"n": french.number(totals.planned)},
        filled=_("tenus : %(n)s ETP") % {"n": french.number(totals.filled)},
        words=" ; ".join(names),
    )


def _names(totals: Totals) -> list[str]:
    """Each employer with its time; past ten, how many they are and what they hold together."""
    holding = [one for one in totals.employers if one.filled]
    if len(holding) > MOST_NAMED:
        words = _("%(count)s employeurs tiennent %(n)s ETP")
        values = {"count": french.number(len(holding)), "n": french.number(totals.filled)}
        return [words % values]
    return [
        _("%(name)s %(n)s") % {"name": one.name, "n": french.number(one.filled)} for one in holding
    ]


def _blocks(totals: Totals, vacant: Decimal) -> Iterator[Block]:
    shown = [(_short(one.name), one.filled, False) for one in totals.employers if one.filled > 0]
    if vacant > 0:
        shown.append((_("vacant, %(n)s") % {"n": french.number(vacant)}, vacant, True))
    x, whole = 0.0, float(max(totals.planned, totals.filled))
    for name, time, is_vacant in shown:
        width = WIDTH * float(time) / whole
        yield Block(
            x=f"{x:.1f}",
            width=f"{max(width - GAP, 1):.1f}",
            time=french.number(time) if width >= NARROWEST else "",
            text_x=f"{x + 8:.1f}",
            name=_cut(name, int(width / LETTER)),
            is_vacant=is_vacant,
        )
        x += width


def _short(name: str) -> str:
    """A commune by its own name, where there is little room."""
    return name.removeprefix("Commune de ").removeprefix("Commune d’")


def _cut(name: str, longest: int) -> str:
    return french.shortened(name, longest) if longest > 3 or len(name) <= longest else ""
