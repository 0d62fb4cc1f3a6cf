"""Where does each point stand on a plane of four zones, and where is its name written?

The page that shows it writes the same as a table beside: the numbers of the points are its lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

LEFT, TOP, WIDTH, HEIGHT = 26.0, 8.0, 566.0, 520.0
RADIUS = 7.5
LETTER = 7.3
LINE = 16.0
MOST_NAMES = 40
MOVED = 0.1
STEP = 8.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]
CORNERS: tuple[Box, ...] = (
    (30.0, 14.0, 255.0, 54.0),
    (345.0, 14.0, 588.0, 54.0),
    (30.0, 482.0, 255.0, 522.0),
    (345.0, 482.0, 588.0, 522.0),
)
# Where the name and the meaning of each zone are written: above left and right, then below.
WRITTEN = (
    ("38", "32", "50", "start"),
    ("580", "32", "50", "end"),
    ("38", "500", "518", "start"),
    ("580", "500", "518", "end"),
)

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dot:
    """What is to be drawn: a name, a number, a point of the unit square, where it was before.

    It is drawn hollow when it rests on too little, `is_thin`.
    """

    number: int
    name: str
    at: Point
    was: Point | None = None
    changed: bool = False
    is_thin: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot as it is drawn: coordinates written for SVG, and the place of its name."""

    number: int
    name: str
    x: str
    y: str
    number_y: str
    name_x: str
    name_y: str
    anchor: str
    was_x: str = ""
    was_y: str = ""
    path: str = ""
    head: str = ""
    is_thin: bool = False

    @property
    def has_moved(self) -> bool:
        """Whether an arrow comes from where it was."""
        return bool(self.was_x)


@dataclass(frozen=True, slots=True)
class Corner:
    """The name of a zone, what it means, and where they are written."""

    name: str
    meaning: str
    x: str
    y: str
    below: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Plane:
    """The whole drawing: what each direction says at both its ends, the zones, the points."""

    across: Words
    upwards: Words
    corners: Sequence[Corner]
    spots: Sequence[Spot]


def around_mean(value: float, mean: float, top: float) -> float:
    """A value on 0…1 where the mean is the middle: each half has its own scale.

    >>> around_mean(0, 4, 12), around_mean(4, 4, 12), around_mean(12, 4, 12)
    (0.0, 0.5, 1.0)
    >>> around_mean(0, 0, 0)
    0.0
    """
    if value <= mean:
        return value / mean / 2 if mean else 0.0
    return 0.5 + (value - mean) / (top - mean) / 2


def is_far(first: Point, second: Point) -> bool:
    """Whether two points are more than a tenth of the plane apart."""
    return bool((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2 > MOVED**2)


def draw_plane(
    dots: Sequence[Dot], *, zones: Sequence[Words], across: Words, upwards: Words
) -> Plane:
    """The dots in their zones, told by name and meaning: above left and right, then below."""
    corners = [Corner(*words, *place) for words, place in zip(zones, WRITTEN, strict=True)]
    return Plane(across, upwards, corners, spots(dots))


def spots(dots: Sequence[Dot]) -> list[Spot]:
    """The dots as they are drawn; names are left out beyond forty, numbers stay."""
    taken: list[Box] = [*CORNERS, *(_round(_pixels(dot.at)) for dot in dots)]
    taken += [box for dot in dots if dot.changed and dot.was for box in _way(dot.was, dot.at)]
    names = len(dots) <= MOST_NAMES
    drawn = []
    for dot in dots:
        x, y = _pixels(dot.at)
        place = _name_place(x, y, len(dot.name) * LETTER, taken) if names else (x, y, "")
        drawn.append(_spot(dot, place))
    return drawn


def _pixels(at: Point) -> Point:
    side, above = 14.0, 56.0
    return (
        LEFT + side + at[0] * (WIDTH - 2 * side),
        TOP + above + (1 - at[1]) * (HEIGHT - 2 * above),
    )


def _round(at: Point, radius: float = RADIUS) -> Box:
    x, y = at
    return x - radius, y - radius, x + radius, y + radius


def _way(was: Point, at: Point) -> list[Box]:
    """What an arrow covers: where it starts, and steps along it."""
    (x, y), (to_x, to_y) = start, end = _pixels(was), _pixels(at)
    count = int(dist(start, end) // STEP)
    steps = [(at_step / count) for at_step in range(1, count)]
    along = [(x + part * (to_x - x), y + part * (to_y - y)) for part in steps]
    return [_round(start), *(_round(one, STEP / 2) for one in along)]


def _name_place(x: float, y: float, width: float, taken: list[Box]) -> tuple[float, float, str]:
    """Right, left, above or below the dot: the first place that is free, else the least taken."""
    offered = (
        (x + 12, y + 5, "start", x + 12),
        (x - 12, y + 5, "end", x - 12 - width),
        (x, y - 13, "middle", x - width / 2),
        (x, y + 24, "middle", x - width / 2),
        (x + 10, y - 9, "start", x + 10),
        (x + 10, y + 19, "start", x + 10),
        (x + 8, y - 13, "end", x + 8 - width),
        (x + 8, y + 24, "end", x + 8 - width),
    )
    boxes = [(left, line - LINE + 4, left + width, line + 4) for _x, line, _a, left in offered]
    inside = [place for place, box in enumerate(boxes) if _is_inside(box)] or [0]
    chosen = min(inside, key=lambda place: _overlaps(boxes[place], taken))
    taken.append(boxes[chosen])
    return offered[chosen][:3]


def _is_inside(box: Box) -> bool:
    return box[0] > LEFT and box[2] < LEFT + WIDTH and box[1] > TOP and box[3] < TOP + HEIGHT


def _overlaps(box: Box, taken: Sequence[Box]) -> int:
    return sum(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
    )


def _spot(dot: Dot, place: tuple[float, float, str]) -> Spot:
    x, y = _pixels(dot.at)
    name_x, name_y, anchor = place
    was_x = was_y = path = head = ""
    if dot.changed and dot.was is not None:
        start = _pixels(dot.was)
        was_x, was_y = f"{start[0]:.1f}", f"{start[1]:.1f}"
        path, head = _arrow(start, (x, y))
    return Spot(
        number=dot.number,
        name=dot.name if anchor else "",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        number_y=f"{y + 9:.1f}",
        name_x=f"{name_x:.1f}",
        name_y=f"{name_y:.1f}",
        anchor=anchor or "start",
        was_x=was_x,
        was_y=was_y,
        path=path,
        head=head,
        is_thin=dot.is_thin,
    )


def _arrow(start: Point, end: Point) -> tuple[str, str]:
    """The line from one dot to the other, short of both, and its head."""
    along = end[0] - start[0], end[1] - start[1]
    length = (along[0] ** 2 + along[1] ** 2) ** 0.5
    if length < 2 * RADIUS + 8:
        return "", ""
    step = along[0] / length, along[1] / length
    side = -step[1], step[0]
    tip = end[0] - step[0] * 9, end[1] - step[1] * 9
    back = tip[0] - step[0] * 10, tip[1] - step[1] * 10
    first = start[0] + step[0] * 6, start[1] + step[1] * 6
    corners = [
        tip,
        (back[0] + side[0] * 5, back[1] + side[1] * 5),
        (back[0] - side[0] * 5, back[1] - side[1] * 5),
    ]
    head = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "z"
    return f"M{first[0]:.1f} {first[1]:.1f}L{back[0]:.1f} {back[1]:.1f}", head
