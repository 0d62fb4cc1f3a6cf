"""Where do several opinions stand on one line: their centre, how far they spread, each of them?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = -4
LEFT, STEP = 12.0, 37.0


@dataclass(frozen=True, slots=True)
class Spread:
    """The bar from the lowest to the highest, its centre, and a tick at each opinion.

    A tick is taller when several say the same: `ticks` are their place and half their height.
    """

    start: float
    width: float
    centre: float
    ticks: Sequence[tuple[float, float]]


def at(value: float) -> float:
    """The place of a value on the line.

    >>> at(-4), at(0), at(4)
    (12.0, 160.0, 308.0)
    """
    return round(LEFT + STEP * (value - LEAST), 1)


def draw_spread(values: Sequence[int], centre: float) -> Spread:
    """The drawing of these values, one at least, around their centre."""
    counts = Counter(values)
    start = at(min(values))
    return Spread(
        start=start,
        width=at(max(values)) - start,
        centre=at(centre),
        ticks=[(at(value), min(3 + 2 * count, 13)) for value, count in sorted(counts.items())],
    )
