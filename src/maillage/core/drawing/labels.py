"""Where is each name of a drawing written, so that it crosses no mark, no line, no other name?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist

Point = tuple[float, float]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]
STEP = 8.0


@dataclass(frozen=True, slots=True)
class Offer:
    """A place for a name: its point and anchor as SVG writes them, and the box that it covers.

    `way` is what a line from its mark would cover: it may cross marks, and no name.
    """

    x: float
    y: float
    anchor: str
    box: Box
    way: Sequence[Box] = ()


def offer(at: Point, anchor: str, *, width: float, rise: float, drop: float) -> Offer:
    """The place of words so wide, that rise so high above their line and drop so low under it."""
    x, y = at
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Offer(x, y, anchor, (left, y - rise, left + width, y + drop))


def free_places(
    wanted: Iterable[Sequence[Offer]], obstacles: Sequence[Box], inside: Box
) -> list[Offer | None]:
    """For each name the first of its places that is free and inside; None when there is none.

    The first names win: each one that is placed is an obstacle to those that follow.
    """
    taken, names, placed = list(obstacles), list[Box](), list[Offer | None]()
    for offers in wanted:
        inner = (one for one in offers if is_free(one.box, taken, inside))
        free = next((one for one in inner if not _crosses(one.way, names)), None)
        if free is not None:
            taken += [free.box, *free.way]
            names.append(free.box)
        placed.append(free)
    return placed


def _crosses(way: Sequence[Box], names: Sequence[Box]) -> bool:
    return any(meet(step, name) for step in way for name in names)


def is_free(box: Box, taken: Iterable[Box], inside: Box) -> bool:
    """Whether this box is inside and meets none of these."""
    holds = inside[0] <= box[0] and inside[1] <= box[1]
    holds = holds and box[2] <= inside[2] and box[3] <= inside[3]
    return holds and not any(meet(box, other) for other in taken)


def meet(box: Box, other: Box) -> bool:
    """Whether two boxes have a part in common."""
    across = box[0] < other[2] and other[0] < box[2]
    return across and box[1] < other[3] and other[1] < box[3]


def around(at: Point, radius: float) -> Box:
    """The box of a mark of this radius."""
    x, y = at
    return x - radius, y - radius, x + radius, y + radius


def along(start: Point, end: Point, half: float = STEP / 2) -> list[Box]:
    """What a line covers: small boxes that touch each other, from one end to the other."""
    count = max(1, int(dist(start, end) // STEP))
    steps = [part / count for part in range(count + 1)]
    points = [
        (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
        for part in steps
    ]
    return [around(point, half) for point in points]
