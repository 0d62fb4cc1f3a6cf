"""The communes drawn on one plate, tinted by how well they are covered, numbered as the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.ground.territories.atlas.drawing import HEIGHT, WIDTH, box_of, fitted
from maillage.ground.territories.territories.queries import boxes, near_outlines
from maillage.trade.context.choices import FacilityKind
from maillage.trade.context.facilities.queries import CommuneLine, FacilityPage
from maillage.trade.context.facilities.rules import tint

MANY = 100  # communes, past which each is too small for its turns to be seen
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
    """The plate: its size, its communes."""

    shapes: Sequence[CommuneShape]
    width: int = WIDTH
    height: int = HEIGHT


def facility_plate(page: FacilityPage) -> FacilityPlate | None:
    """The plate of the communes that have an outline; None when none has."""
    territories = [line.commune for line in page.lines]
    frames, outlines = boxes(territories), near_outlines(territories)
    box = box_of(frames[one.pk] for one in territories if one.pk in frames)
    if box is None:
        return None
    projection = fitted(box)
    grain = FINE if len(outlines) <= MANY else COARSE
    shapes = []
    for place, line in enumerate(page.lines, 1):
        commune = line.commune
        if commune.pk not in outlines:
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
                _has_facility(line),
            )
        )
    return FacilityPlate(shapes)


def _has_facility(line: CommuneLine) -> bool:
    return any(one.kind != FacilityKind.MINDERS for one in line.facilities)
