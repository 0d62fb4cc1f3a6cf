"""Where does each point stand on a plane of four zones, and where is its name written?

The page that shows it writes the same as a table beside: the numbers of the points are its lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import dist

from maillage.core.drawing.labels import Box, Offer, Point, along, around, free_places, offer

LEFT, TOP, WIDTH, HEIGHT = 26.0, 8.0, 566.0, 520.0
RADIUS = 7.5
LETTER = 7.3
LINE = 16.0
MOST_NAMES = 40
MOVED = 0.1
FAR = 20.0

CORNERS: tuple[Box, ...] = (
    (30.0, 14.0, 255.0, 54.0),
    (345.0, 14.0, 588.0, 54.0),
    (30.0, 482.0, 255.0, 522.0),
    (345.0, 482.0, 588.0, 522.0),
)
FRAME: Box = (LEFT + 1, TOP + 1, LEFT + WIDTH - 1, TOP + HEIGHT - 1)
AXES: tuple[Box, ...] = ((308.0, TOP, 310.0, TOP + HEIGHT), (LEFT, 267.0, LEFT + WIDTH, 269.0))
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
    """A dot as it is drawn: coordinates written for SVG, and the place of its name, if any.

    A `leader` joins it to a name that stands far from it.
    """

    number: int
    name: str
    whole_name: str
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
    leader: str = ""

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
    """The dots as they are drawn; a name without room is left out, beyond forty all are."""
    marks = [around(_pixels(dot.at), RADIUS) for dot in dots]
    moves = [
        box
        for dot in dots
        if dot.changed and dot.was
        for box in along(_pixels(dot.was), _pixels(dot.at))
    ]
    wanted = [_offers(dot) if len(dots) <= MOST_NAMES else [] for dot in dots]
    placed = free_places(wanted, [*CORNERS, *AXES, *marks, *moves], FRAME)
    return [_spot(dot, place) for dot, place in zip(dots, placed, strict=True)]


def _pixels(at: Point) -> Point:
    side, above = 14.0, 56.0
    return (
        LEFT + side + at[0] * (WIDTH - 2 * side),
        TOP + above + (1 - at[1]) * (HEIGHT - 2 * above),
    )


def _offers(dot: Dot) -> list[Offer]:
    """Right, left, above or below the dot, then farther: a name stays near its own point."""
    x, y = _pixels(dot.at)
    places = [
        ((x + dx, y + dy), anchor)
        for far in (0, 8, 16, 28, 40, 56)
        for dx, dy, anchor in (
            (12 + far, 5, "start"),
            (-12 - far, 5, "end"),
            (0, -13 - far, "middle"),
            (0, 24 + far, "middle"),
            (10, -9 - far, "start"),
            (10, 20 + far, "start"),
            (-10, -9 - far, "end"),
            (-10, 20 + far, "end"),
        )
    ]
    width = len(dot.name) * LETTER
    offers = [offer(at, anchor, width=width, rise=LINE - 4, drop=4) for at, anchor in places]
    return [replace(one, way=_way((x, y), one)) for one in offers]


def _way(at: Point, place: Offer) -> list[Box]:
    """What the hairline to a far name covers."""
    end = _nearest(at, place)
    return along(at, end, half=1.5)[1:-1] if dist(at, end) >= FAR else []


def _nearest(at: Point, place: Offer) -> Point:
    """The point of a name that is nearest to its dot."""
    left, top, right, bottom = place.box
    return min(max(at[0], left), right), min(max(at[1], top), bottom)


def _spot(dot: Dot, place: Offer | None) -> Spot:
    x, y = _pixels(dot.at)
    was_x = was_y = path = head = ""
    if dot.changed and dot.was is not None:
        start = _pixels(dot.was)
        was_x, was_y = f"{start[0]:.1f}", f"{start[1]:.1f}"
        path, head = _arrow(start, (x, y))
    return Spot(
        leader=_leader((x, y), place),
        number=dot.number,
        name=dot.name if place else "",
        whole_name=dot.name,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        number_y=f"{y + 9:.1f}",
        name_x=f"{place.x if place else x:.1f}",
        name_y=f"{place.y if place else y:.1f}",
        anchor=place.anchor if place else "start",
        was_x=was_x,
        was_y=was_y,
        path=path,
        head=head,
        is_thin=dot.is_thin,
    )


def _leader(at: Point, place: Offer | None) -> str:
    """The hairline from a dot to its name, when the name stands too far to be read as its own."""
    if place is None:
        return ""
    x, y = _nearest(at, place)
    length = dist(at, (x, y))
    if length < FAR:
        return ""
    edge = RADIUS / length
    first = at[0] + edge * (x - at[0]), at[1] + edge * (y - at[1])
    return f"M{first[0]:.1f} {first[1]:.1f}L{x:.1f} {y:.1f}"


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
