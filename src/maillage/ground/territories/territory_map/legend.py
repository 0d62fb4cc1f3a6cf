"""What do the fills of the map of territories mean?"""

from django.utils.translation import gettext as _

from maillage.core.map_page import Swatch
from maillage.ground.territories.territory_map.queries.concerned import Concerned
from maillage.ground.territories.territory_map.queries.drawing import css_of


def legend(shown: Concerned) -> list[Swatch]:
    """What the fills of the map mean, those alone that it bears."""
    used = {css_of(area) for area in shown.areas} | ({"point"} if shown.spots else set())
    entry = (
        Swatch("agglo", _("agglomération, métropole")),
        Swatch("cc", _("communauté de communes")),
        Swatch("commune", _("commune")),
        Swatch("dep", _("département, région")),
        Swatch("parc", _("périmètre dessiné")),
        Swatch("point", _("membre placé à son siège")),
    )
    return [swatch for swatch in entry if swatch.kind in used]
