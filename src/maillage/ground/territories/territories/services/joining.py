"""What outline do several territories have together, and which communes does an outline hold?"""

from maillage.foundation.cooperations.models import Workspace
from maillage.ground.territories.atlas.outlines import Outline as Rings
from maillage.ground.territories.atlas.outlines import box
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.territories.models import Territory
from maillage.ground.territories.territories.queries import near_outlines


def joined_outline(territories: list[Territory]) -> Rings:
    """The outline of these territories together; empty when none has one."""
    from maillage.ground.territories.atlas.polygons import joined_outlines

    outlines = list(near_outlines(territories).values())
    return joined_outlines(outlines) if outlines else []


def communes_seated_in(outline: Rings, workspace: Workspace) -> list[Territory]:
    """The communes, official or of this workspace, whose town hall is inside the outline."""
    from maillage.ground.territories.atlas.polygons import inside

    west, south, east, north = box(outline)
    near = Territory.objects.filter(
        kind=Kind.COMMUNE,
        ended_on=None,
        longitude__range=(west, east),
        latitude__range=(south, north),
    )
    territories = [row for row in near if row.workspace_id in (None, workspace.pk)]
    seats = [(row.longitude or 0, row.latitude or 0) for row in territories]
    within = inside(outline, seats) if seats else []
    return [row for row, is_inside in zip(territories, within, strict=True) if is_inside]
