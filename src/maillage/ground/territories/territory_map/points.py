"""What does the map tell on the portrait of the cooperation?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import FIRST, Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.territories import permissions
from maillage.ground.territories.atlas.drawing import View
from maillage.ground.territories.territory_map.legend import legend
from maillage.ground.territories.territory_map.queries.concerned import concerned
from maillage.ground.territories.territory_map.queries.drawing import draw
from maillage.ground.territories.territory_map.words import reading


def map_of_portrait(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The plate of the cooperation, its members on it; nothing where none has a place."""
    access = as_access(reader)
    if kind != "cooperation" or number != access.cooperation_id:
        return ()
    if not permissions.can_see_territories(access):
        return ()
    shown = concerned(access)
    drawing = draw(shown, View()) if shown.areas or shown.spots else None
    if drawing is None or drawing.is_empty:
        return ()
    context: dict[str, object] = {
        "drawing": drawing,
        "hidden": (),
        "reading": reading(shown),
        "swatches": legend(shown),
        "map_url": address("territories:territory_map", access.cooperation.slug),
    }
    return (Panel(_("Le territoire"), "territories/portrait_map.html", context),)


# The plate comes before what the other rooms say.
panels.answer_for(FIRST, map_of_portrait)
