"""Where does each official territory stop, drawn near and drawn from afar?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from maillage.ground.territories.atlas.outlines import Outline
from maillage.ground.territories.atlas.polygons import (
    Point,
    Polygons,
    from_afar,
    joined,
    outline_of,
    point_inside,
    point_of,
    read_all,
)
from maillage.ground.territories.build.facts import Fact
from maillage.ground.territories.build.sources import NOTHING, ContourRow, Sources

FAR_TOLERANCE = 0.012  # degrees: about one pixel when the whole country is 900 pixels wide


@dataclass(frozen=True, slots=True)
class Shape:
    """Near and far outlines of one territory; only the near one for a commune."""

    kind: str
    code: str
    near: Outline
    far: Outline | None


class CommuneContours:
    """Contours and town halls of communes, healed from their former communes where possible."""

    def __init__(self, rows: Iterator[ContourRow]) -> None:
        self.contours: dict[str, Polygons] = {}
        self._read(list(rows))

    def _read(self, rows: list[ContourRow]) -> None:
        drawn = read_all(
            (row["id"], row["geometry"]) for row in rows if _is_listed(row["geometry"])
        )
        former: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            former[row["commune_parent_id"]].append(row["id"])
        today = [row for row in rows if row["type"] == "COM"]
        for row in today:
            pieces = [row["id"]] if row["id"] in drawn else former[row["id"]]
            if pieces and all(piece in drawn for piece in pieces):
                self.contours[row["code"]] = joined([drawn[piece] for piece in pieces])
        halls = [(row["code"], row["mairie_localisation"]) for row in today]
        points = read_all((code, hall) for code, hall in halls if _is_listed(hall))
        self.halls = {code: point_of(point) for code, point in points.items()}

    def hall(self, code: str) -> Point | None:
        """The town hall, or a point inside the contour, or nothing."""
        if code in self.halls or code not in self.contours:
            return self.halls.get(code)
        return point_inside(self.contours[code])


def commune_contours(sources: Sources) -> CommuneContours:
    """Contours of communes from the table of contours."""
    return CommuneContours(sources.contour_rows())


def shapes(facts: list[Fact], contours: CommuneContours) -> Iterator[Shape]:
    """The shape of every territory that can be drawn, one at a time."""
    for fact in facts:
        if fact.kind == "commune" and fact.code in contours.contours:
            yield Shape(fact.kind, fact.code, outline_of(contours.contours[fact.code]), None)
    for kind in ("epci", "departement", "region"):
        yield from _areas([fact for fact in facts if fact.kind == kind], contours)


def _areas(facts: list[Fact], contours: CommuneContours) -> Iterator[Shape]:
    unions = [(fact, _union(fact, contours)) for fact in facts]
    drawable = [(fact, near) for fact, near in unions if not near.is_empty]
    far = from_afar([near for _, near in drawable], FAR_TOLERANCE)
    for (fact, near), simple in zip(drawable, far, strict=True):
        yield Shape(fact.kind, fact.code, outline_of(near), outline_of(simple))


def _union(fact: Fact, contours: CommuneContours) -> Polygons:
    return joined([contours.contours[code] for code in fact.communes if code in contours.contours])


def _is_listed(cell: str) -> bool:
    return cell not in NOTHING
