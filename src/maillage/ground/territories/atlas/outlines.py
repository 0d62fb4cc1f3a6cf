"""Where does a territory stop, in as few bytes as a drawing needs?

An outline is a list of parts; a part is a list of rings, the outer one first; a ring is a list of
(longitude, latitude) in ten-thousandths of a degree (ten metres), its first point not repeated.
"""

import zlib
from array import array
from itertools import accumulate

PER_DEGREE = 10_000

Ring = list[tuple[int, int]]
Part = list[Ring]
Outline = list[Part]


def pack(outline: Outline) -> bytes:
    """The outline as bytes: lengths, then steps between points, deflated."""
    lengths = array("i", [len(outline)])
    steps = array("i")
    for part in outline:
        lengths.append(len(part))
        for ring in part:
            lengths.append(len(ring))
            for axis in (0, 1):
                steps.extend(_steps([point[axis] for point in ring]))
    head = array("i", [len(lengths)])
    return zlib.compress(head.tobytes() + lengths.tobytes() + steps.tobytes(), 6)


def unpack(packed: bytes) -> Outline:
    """The outline that `pack` was given."""
    numbers = array("i")
    numbers.frombytes(zlib.decompress(packed))
    cursor = 2
    steps_at = 1 + numbers[0]
    outline = []
    for _ in range(numbers[1]):
        part = []
        for size in numbers[cursor + 1 : cursor + 1 + numbers[cursor]]:
            part.append(_ring(numbers, steps_at, size))
            steps_at += 2 * size
        cursor += 1 + numbers[cursor]
        outline.append(part)
    return outline


def _steps(values: list[int]) -> list[int]:
    return [now - before for before, now in zip([0, *values], values, strict=False)]


def _ring(numbers: "array[int]", start: int, size: int) -> Ring:
    longitudes = accumulate(numbers[start : start + size])
    latitudes = accumulate(numbers[start + size : start + 2 * size])
    return list(zip(longitudes, latitudes, strict=True))


def box(outline: Outline) -> tuple[int, int, int, int]:
    """West, south, east, north of an outline that has at least one point."""
    points = [point for part in outline for ring in part for point in ring]
    longitudes = [point[0] for point in points]
    latitudes = [point[1] for point in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def to_geometry(outline: Outline) -> dict[str, object]:
    """The outline as a GeoJSON MultiPolygon, in degrees."""
    parts = [[_closed(ring) for ring in part] for part in outline]
    return {"type": "MultiPolygon", "coordinates": parts}


def _closed(ring: Ring) -> list[list[float]]:
    return [[x / PER_DEGREE, y / PER_DEGREE] for x, y in [*ring, ring[0]]]


def from_coordinates(parts: list[list[list[list[float]]]]) -> Outline:
    """An outline from the coordinates of a MultiPolygon, without rings reduced to a line."""
    outline = []
    for part in parts:
        rings = [_rounded(ring) for ring in part]
        if rings and len(rings[0]) > 2:
            outline.append([ring for ring in rings if len(ring) > 2])
    return outline


def _rounded(ring: list[list[float]]) -> Ring:
    pairs: Ring = []
    for point in ring:
        rounded = (round(point[0] * PER_DEGREE), round(point[1] * PER_DEGREE))
        if not pairs or pairs[-1] != rounded:
            pairs.append(rounded)
    if len(pairs) > 1 and pairs[0] == pairs[-1]:
        pairs.pop()
    return pairs
