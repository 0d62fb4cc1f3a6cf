"""How do outlines become a drawing of a given size?

Paths are in tenths of a unit, relative, so that a group scaled by a tenth draws them short and
precise; labels are in units.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, radians

from maillage.core.drawing.labels import Box as Square
from maillage.core.drawing.labels import Offer, free_places, offer
from maillage.core.numbers import read_number
from maillage.ground.territories.atlas.outlines import PER_DEGREE, Outline

WIDTH, HEIGHT, MARGIN = 640, 504, 12
TENTHS = 10
LETTER, RISE, DROP = 9.2, 15, 4  # units that a letter takes, above its line and under it
NARROW = 24 / 17  # how much larger letters are on a phone
EDGES: Square = (0, 0, WIDTH, HEIGHT)
KM_PER_DEGREE = 2 * pi * 6371 / 360
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to units: the middle parallel keeps its lengths; north is up.

    `west` and `north` are in ten-thousandths of a degree; `across` and `down` in tenths of a unit
    for each of them.
    """

    west: float
    north: float
    across: float
    down: float
    left: float
    top: float

    def path(self, outline: Outline, grain: int = 1) -> str:
        """The outline as SVG path data, in tenths; points closer than `grain` tenths are one."""
        return "".join(self._ring(ring, grain) for part in outline for ring in part)

    def _ring(self, ring: list[tuple[int, int]], grain: int) -> str:
        west, north, across, down, left, top = self._numbers
        x = y = 0
        steps: list[str] = []
        for longitude, latitude in ring:
            new_x = int((longitude - west) * across + left)
            new_y = int((north - latitude) * down + top)
            if not steps:
                steps.append(f"M{new_x} {new_y}l")
            elif abs(new_x - x) >= grain or abs(new_y - y) >= grain:
                steps.append(f"{new_x - x} {new_y - y}")
            else:
                continue
            x, y = new_x, new_y
        return " ".join(steps) + "z" if len(steps) > 3 else ""

    @property
    def _numbers(self) -> tuple[float, float, float, float, float, float]:
        return self.west, self.north, self.across, self.down, self.left, self.top

    def place(self, longitude: int, latitude: int) -> tuple[int, int]:
        """A point in units."""
        x = (longitude - self.west) * self.across + self.left
        y = (self.north - latitude) * self.down + self.top
        return round(x / TENTHS), round(y / TENTHS)

    @property
    def scale(self) -> tuple[int, int]:
        """The round number of kilometres nearest to an eighth of the width, and its units."""
        km_per_unit = KM_PER_DEGREE * TENTHS / (self.down * PER_DEGREE)
        kilometres = min(SCALES, key=lambda km: abs(km / km_per_unit - WIDTH / 8))
        return kilometres, round(kilometres / km_per_unit)


def fitted(box: Box) -> Projection:
    """The projection that shows this box whole, in the middle of the drawing."""
    west, south, east, north = box
    squeeze = cos(radians((south + north) / 2 / PER_DEGREE))
    wide, high = max(1.0, (east - west) * squeeze), max(1.0, float(north - south))
    unit = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high) * TENTHS
    return Projection(
        west=west,
        north=north,
        across=unit * squeeze,
        down=unit,
        left=(WIDTH * TENTHS - wide * unit) / 2,
        top=(HEIGHT * TENTHS - high * unit) / 2,
    )


def box_of(boxes: Iterable[Box]) -> Box | None:
    """The box that holds all of these; None without any."""
    rows = list(boxes)
    if not rows:
        return None
    wests, souths, easts, norths = zip(*rows, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def extent(box: Box) -> int:
    """How far the box stretches, in ten-thousandths of a degree."""
    return max(box[2] - box[0], box[3] - box[1])


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the drawing, centred on a point in units; `is_wide` when a phone has no room."""

    text: str
    x: int
    y: int
    layer: str = ""
    is_wide: bool = False


def spread(wanted: Iterable[Sequence[Label]], marks: Sequence[Square] = ()) -> list[Label]:
    """For each name, the first of its places that crosses no mark, no other, and no edge.

    The first names win; a name without room is left out. Letters are larger on a phone: of the
    names placed, those that have no room there are for wide screens.
    """
    rows = [list(places) for places in wanted]
    offers = [[_offer(one) for one in row] for row in rows]
    placed = free_places(offers, marks, EDGES)
    labels = [
        row[own.index(one)]
        for row, own, one in zip(rows, offers, placed, strict=True)
        if one is not None
    ]
    small = free_places([[_offer(one, NARROW)] for one in labels], marks, EDGES)
    return [
        one if room else replace(one, is_wide=True) for one, room in zip(labels, small, strict=True)
    ]


def _offer(label: Label, larger: float = 1.0) -> Offer:
    width = len(label.text) * LETTER * larger
    at = (label.x, label.y)
    return offer(at, "middle", width=width, rise=RISE * larger, drop=DROP * larger)


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the drawing is shown: how many times nearer, around which point."""

    zoom: int = 1
    x: int = WIDTH // 2
    y: int = HEIGHT // 2

    @property
    def box(self) -> str:
        """The viewBox of the drawing."""
        return f"{self._left:g} {self._top:g} {WIDTH / self.zoom:g} {HEIGHT / self.zoom:g}"

    @property
    def _left(self) -> float:
        return self.x - WIDTH / self.zoom / 2

    @property
    def _top(self) -> float:
        return self.y - HEIGHT / self.zoom / 2

    def moved(self, zoom: int, x: int, y: int) -> "View":
        """The view at another zoom or around another point, kept inside the drawing."""
        zoom = min(max(zoom, 1), 8)
        half_width, half_height = WIDTH // zoom // 2, HEIGHT // zoom // 2
        return View(
            zoom,
            min(max(x, half_width), WIDTH - half_width),
            min(max(y, half_height), HEIGHT - half_height),
        )

    @property
    def address(self) -> str:
        """The view as an address carries it."""
        return f"{self.zoom}-{self.x}-{self.y}"


def read_view(text: str) -> View:
    """The view that an address asks for; the whole drawing when it says nothing sensible."""
    numbers = [one for part in text.split("-") if (one := read_number(part)) is not None]
    return View().moved(*numbers) if len(numbers) == 3 else View()
