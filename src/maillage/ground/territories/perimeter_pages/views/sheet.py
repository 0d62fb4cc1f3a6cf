"""What does the sheet of a perimeter say?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.french import number
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.territories.models import Territory
from maillage.ground.territories.territory_map.queries.concerned import Area, Concerned

MOST_DRAWN = 200


def sheet_of(access: Access, perimeter: Perimeter) -> Sheet:
    """The sheet of this perimeter, whose communes and inhabitants are counted."""
    return Sheet(
        title=perimeter.territory.name,
        sentence=_sentence(perimeter),
        place=place_of(access),
        facts=tuple(_facts(perimeter)),
        readers=(Readers("eye", _("Tous les accès"), _("toute la fiche")),),
    )


def place_of(access: Access) -> tuple[PageLink, ...]:
    """What is above the pages of one perimeter."""
    slug = access.cooperation.slug
    return (
        PageLink(_("Territoires"), reverse("territories:territory_map", args=[slug])),
        PageLink(_("Périmètres"), reverse("territories:perimeters", args=[slug])),
    )


def _sentence(perimeter: Perimeter) -> str:
    communes: int = getattr(perimeter, "communes", 0)
    sentence = ngettext(
        "%(nature)s d’une commune.", "%(nature)s de %(count)s communes.", communes
    ) % {"nature": perimeter.get_nature_display().capitalize(), "count": number(communes)}
    if perimeter.ended_on:
        return _("%(sentence)s Il n’est plus sur la carte.") % {"sentence": sentence}
    return sentence


def _facts(perimeter: Perimeter) -> list[Fact]:
    inhabitants: int | None = getattr(perimeter, "inhabitants", None)
    unknown = _("pas encore dit")
    return [
        Fact(_("Nature"), perimeter.get_nature_display()),
        Fact(
            _("Habitants"),
            unknown if inhabitants is None else number(inhabitants),
            _("somme des communes"),
        ),
        Fact(_("Source"), perimeter.source or unknown),
        Fact(
            _("Tracé"),
            _("contour déposé") if perimeter.is_from_file else _("réunion de territoires"),
        ),
    ]


def alone(perimeter: Perimeter, parts: list[Territory]) -> Concerned:
    """The perimeter and what composes it, for its own drawing."""
    areas = _areas(parts)
    areas.append(Area(perimeter.territory, perimeter.territory.name, "", "perimeters", 0, {}))
    return Concerned((), tuple(areas), (), (), len(parts))


def unfinished(parts: tuple[Territory, ...]) -> Concerned:
    """The territories chosen so far, for the preview of a perimeter."""
    return Concerned((), tuple(_areas(list(parts))), (), (), len(parts))


def _areas(parts: list[Territory]) -> list[Area]:
    drawn = parts if len(parts) <= MOST_DRAWN else []
    return [Area(part, part.name, "", "parts", 0, {}) for part in drawn]
