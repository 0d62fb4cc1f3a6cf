"""Where does each actor stand on the drawn circle, and which threads join or oppose them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, sin

from maillage.trade.stakes.queries.convergences import Pair

CENTRE, RADIUS, NAMES, PULL = 500.0, 300.0, 318.0, 0.3


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the circle, its name written outwards."""

    x: str
    y: str
    label: str
    turned: str
    anchor: str


@dataclass(frozen=True)
class Circle:
    """The drawing: who stands where, threads of those who join, threads of those who face."""

    nodes: Sequence[Node]
    joined: str
    faced: str


def draw_circle(names: Sequence[str], closest: Sequence[Pair], farthest: Sequence[Pair]) -> Circle:
    """The actors of these pairs on a circle, and a thread for each pair."""
    places = sorted({end for pair in (*closest, *farthest) for end in (pair.first, pair.second)})
    angles = {place: 2 * pi * rank / len(places) - pi / 2 for rank, place in enumerate(places)}
    return Circle(
        nodes=[_node(names[place], angle) for place, angle in angles.items()],
        joined="".join(_curve(angles[one.first], angles[one.second]) for one in closest),
        faced="".join(_curve(angles[one.first], angles[one.second]) for one in farthest),
    )


def _node(name: str, angle: float) -> Node:
    x, y = _at(angle, RADIUS)
    name_x, name_y = _at(angle, NAMES)
    is_left = cos(angle) < -1e-9
    turn = degrees(angle) + (180 if is_left else 0)
    return Node(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        label=name if len(name) <= 24 else f"{name[:23]}…",
        turned=f"translate({name_x:.1f} {name_y:.1f}) rotate({turn:.1f})",
        anchor="end" if is_left else "start",
    )


def _at(angle: float, radius: float) -> tuple[float, float]:
    return CENTRE + radius * cos(angle), CENTRE + radius * sin(angle)


def _curve(start: float, end: float) -> str:
    first, last = _at(start, RADIUS), _at(end, RADIUS)
    bend = [CENTRE + PULL * ((a + b) / 2 - CENTRE) for a, b in zip(first, last, strict=True)]
    return f"M{first[0]:.0f} {first[1]:.0f}Q{bend[0]:.0f} {bend[1]:.0f} {last[0]:.0f} {last[1]:.0f}"
