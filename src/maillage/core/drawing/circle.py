"""Who stands around a circle, and which threads go from one to another?

The circle stands in a box of 1140 units, from -70 to 1070 on both sides. The same points in
the same order give the same drawing, on any machine; the page that shows it lists the same beside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, sin
from textwrap import wrap

CENTRE, RADIUS, NAMES, PULL = 500.0, 300.0, 316.0, 0.3
# Up to so many names, three lines stand between two neighbours; up to so many, two; beyond, the
# letters are smaller.
ROOMY, AIRY = 28, 40
LONGEST, LONGEST_DENSE = 22, 28
# Beyond so many, groups are named, farther out, and not each point.
MOST_NAMES, GROUPS = 60, 340.0


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


def node(name: str, angle: float, total: int, *, has_name: bool = True) -> Node:
    """The point of a name on the circle, one among `total`."""
    x, y = at(angle, RADIUS)
    name_x, name_y = at(angle, NAMES)
    is_left = cos(angle) < -1e-9
    turn = degrees(angle) + (180 if is_left else 0)
    return Node(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        name=name,
        lines=_lines(name, total) if has_name else (),
        turned=f"translate({name_x:.1f} {name_y:.1f}) rotate({turn:.1f})",
        anchor="end" if is_left else "start",
    )


def _lines(name: str, total: int) -> list[tuple[int, str]]:
    """The name on three lines at most, around the ray, cut where it would leave the drawing."""
    longest, size = (LONGEST_DENSE, 15) if total > AIRY else (LONGEST, 19)
    lines = wrap(name, longest, max_lines=3 if total <= ROOMY else 2, placeholder="…")
    first = round(size / 3 - (len(lines) - 1) * (size + 1) / 2)
    return [(size + 1 if place else first, text) for place, text in enumerate(lines)]


def thread(start: float, end: float) -> str:
    """The path between two angles, bent towards the centre."""
    first, last = at(start, RADIUS), at(end, RADIUS)
    bend = [CENTRE + PULL * ((a + b) / 2 - CENTRE) for a, b in zip(first, last, strict=True)]
    return f"M{first[0]:.0f} {first[1]:.0f}Q{bend[0]:.0f} {bend[1]:.0f} {last[0]:.0f} {last[1]:.0f}"


@dataclass(frozen=True, slots=True)
class Point:
    """What stands on the circle: its number, its name, and the group that it stands with."""

    number: int
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The pairs of numbers that are joined in one look (classes of the style sheet).

    `dash` is written on the line itself where it must be seen without the style sheet.
    """

    look: str
    pairs: Sequence[tuple[int, int]]
    dash: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A point as it is drawn; its name is not written when they are too many."""

    node: Node
    is_chosen: bool
    is_faded: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """All the ties of one look, as one line: thousands of them are a few shapes to draw."""

    look: str
    path: str
    dash: str | None


@dataclass(frozen=True, slots=True)
class Sector:
    """The name of a group, beside its part of the circle."""

    label: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Circle:
    """The whole drawing; `is_crowded` when groups are named and not each point."""

    points: Sequence[Placed]
    threads: Sequence[Thread]
    sectors: Sequence[Sector]
    is_crowded: bool

    @property
    def radius(self) -> int:
        """The size of a point."""
        return 4 if self.is_crowded else 8

    @property
    def is_dense(self) -> bool:
        """Whether the names are written smaller."""
        return len(self.points) > AIRY


def draw_circle(
    points: Sequence[Point], bundles: Sequence[Bundle], chosen: int | None = None
) -> Circle:
    """These points around a circle in their order, and a thread for each look.

    With a `chosen` number, the points that nothing ties to it are faded.
    """
    total = len(points)
    angles = {one.number: angle_of(place, total) for place, one in enumerate(points)}
    near = {chosen, *(number for bundle in bundles for pair in bundle.pairs for number in pair)}
    is_crowded = total > MOST_NAMES and any(one.group for one in points)
    return Circle(
        points=[
            Placed(
                node(
                    one.name,
                    angles[one.number],
                    total,
                    has_name=not is_crowded or one.number == chosen,
                ),
                is_chosen=one.number == chosen,
                is_faded=chosen is not None and one.number not in near,
            )
            for one in points
        ],
        threads=[
            Thread(
                bundle.look,
                "".join(thread(angles[first], angles[last]) for first, last in bundle.pairs),
                bundle.dash,
            )
            for bundle in bundles
        ],
        sectors=_sectors(points, angles) if is_crowded else (),
        is_crowded=is_crowded,
    )


def _sectors(points: Sequence[Point], angles: Mapping[int, float]) -> list[Sector]:
    groups: dict[str, list[float]] = {}
    for one in points:
        groups.setdefault(one.group, []).append(angles[one.number])
    return [_sector(label, values[len(values) // 2]) for label, values in groups.items()]


def _sector(label: str, middle: float) -> Sector:
    x, y = at(middle, GROUPS)
    across = cos(middle)
    anchor = "middle" if abs(across) < 0.3 else ("start" if across > 0 else "end")
    return Sector(label, f"{x:.1f}", f"{y:.1f}", anchor)
