"""The communes drawn on one plate, tinted by how well they are covered, numbered as the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from maillage.ground.territories.atlas.drawing import HEIGHT, WIDTH, Box, box_of, fitted
from maillage.ground.territories.territories.queries import boxes, near_outlines
from maillage.trade.context.choices import FacilityKind
from maillage.trade.context.facilities.queries import FacilityPage
from maillage.trade.context.facilities.rules import tint

MOST_NUMBERED = 60  # communes, past which numbers would cover each other
MANY = 100  # communes, past which each is too small for its turns to be seen
FAR = 5  # times the usual distance from the middle, past which a commune has no frame
FINE, COARSE = 1, 6  # tenths of a unit


@dataclass(frozen=True, slots=True)
class CommuneShape:
    """A commune on the plate: its path in tenths, its tint, its number, where it is written."""

    path: str
    tint: int
    title: str
    number: int
    x: int
    y: int
    is_deficit: bool
    has_facility: bool


@dataclass(frozen=True)
class FacilityPlate:
    """The plate: its size, its communes, how many are too far for its frame."""

    shapes: Sequence[CommuneShape]
    far: int = 0
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def has_numbers(self) -> bool:
        """Whether each commune bears the number of its line."""
        return len(self.shapes) + self.far <= MOST_NUMBERED

    @property
    def tints(self) -> frozenset[int]:
        """The tints that a commune bears."""
        return frozenset(one.tint for one in self.shapes)

    @property
    def has_facility(self) -> bool:
        """Whether a commune that is drawn has one at least."""
        return any(one.has_facility for one in self.shapes)

    @property
    def has_deficit(self) -> bool:
        """Whether places lack in a commune that is drawn."""
        return any(one.is_deficit for one in self.shapes)


def facility_plate(page: FacilityPage) -> FacilityPlate | None:
    """The plate of the communes that have an outline; None when none has."""
    territories = [line.commune for line in page.lines]
    frames, outlines = boxes(territories), near_outlines(territories)
    near = near_frames({one.pk: frames[one.pk] for one in territories if one.pk in frames})
    box = box_of(near.values())
    if box is None:
        return None
    projection = fitted(box)
    grain = FINE if len(outlines) <= MANY else COARSE
    shapes = []
    for place, line in enumerate(page.lines, 1):
        commune = line.commune
        if commune.pk not in outlines or commune.pk not in near:
            continue
        west, south, east, north = frames[commune.pk]
        x, y = projection.place((west + east) // 2, (south + north) // 2)
        shapes.append(
            CommuneShape(
                projection.path(outlines[commune.pk], grain),
                tint(line.coverage, page.whole),
                commune.name,
                place,
                x,
                y,
                line.is_deficit,
                any(one.kind != FacilityKind.MINDERS for one in line.facilities),
            )
        )
    return FacilityPlate(shapes, len(frames) - len(near))


def near_frames(frames: Mapping[int, Box]) -> Mapping[int, Box]:
    """Those of many boxes that stand with most of them; all of them when they are few."""
    if len(frames) <= MOST_NUMBERED:
        return frames
    middles = {
        number: ((west + east) / 2, (south + north) / 2)
        for number, (west, south, east, north) in frames.items()
    }
    x, y = (median(one[side] for one in middles.values()) for side in (0, 1))
    away = {one: max(abs(place[0] - x), abs(place[1] - y)) for one, place in middles.items()}
    limit = FAR * median(away.values())
    return {one: frame for one, frame in frames.items() if away[one] <= limit}
