"""Names around a circle and the threads between them: where each is drawn, in the SVG's units.

The circle stands in a box of 1140 units, from -70 to 1070 on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, sin
from textwrap import wrap

CENTRE, RADIUS, NAMES, PULL = 500.0, 300.0, 316.0, 0.3
# Up to so many names, three lines stand between two neighbours; up to so many, two; beyond, the
# letters are smaller.
ROOMY, AIRY = 28, 40
LONGEST, LONGEST_DENSE = 22, 28


@dataclass(frozen=True, slots=True)
class Node:
    """A point of the circle, its whole name, and the name written outwards on a few lines.

    `lines` are how far each one drops, and its words; none when no name is written.
    """

    x: str
    y: str
    name: str
    lines: Sequence[tuple[int, str]]
    turned: str
    anchor: str


def angle_of(place: int, total: int) -> float:
    """The angle of a place among so many, the first one at the top, in radians."""
    return 2 * pi * place / total - pi / 2


def at(angle: float, radius: float) -> tuple[float, float]:
    """The point at this angle and this distance from the centre."""
    return CENTRE + radius * cos(angle), CENTRE + radius * sin(angle)


def node(name: str, angle: float, total: int, *, is_named: bool = True) -> Node:
    """The point of a name on the circle, one among `total`."""
    x, y = at(angle, RADIUS)
    name_x, name_y = at(angle, NAMES)
    is_left = cos(angle) < -1e-9
    turn = degrees(angle) + (180 if is_left else 0)
    return Node(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        name=name,
        lines=_lines(name, total) if is_named else (),
        turned=f"translate({name_x:.1f} {name_y:.1f}) rotate({turn:.1f})",
        anchor="end" if is_left else "start",
    )


def _lines(name: str, total: int) -> list[tuple[int, str]]:
    """The name on three lines at most, around the ray, cut where it would leave the drawing."""
    longest, size = (LONGEST_DENSE, 15) if total > AIRY else (LONGEST, 19)
    told = wrap(name, longest, max_lines=3 if total <= ROOMY else 2, placeholder="…")
    first = round(size / 3 - (len(told) - 1) * (size + 1) / 2)
    return [(size + 1 if place else first, text) for place, text in enumerate(told)]


def thread(start: float, end: float) -> str:
    """The path between two angles, bent towards the centre."""
    first, last = at(start, RADIUS), at(end, RADIUS)
    bend = [CENTRE + PULL * ((a + b) / 2 - CENTRE) for a, b in zip(first, last, strict=True)]
    return f"M{first[0]:.0f} {first[1]:.0f}Q{bend[0]:.0f} {bend[1]:.0f} {last[0]:.0f} {last[1]:.0f}"
