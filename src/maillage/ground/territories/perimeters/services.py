"""Drawing a perimeter, changing it, setting it aside and taking it up again."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.crypto import get_random_string

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.territories.atlas.outlines import Outline as Rings
from maillage.ground.territories.atlas.outlines import box, pack
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.perimeters.queries import communes_in
from maillage.ground.territories.territories.models import (
    Membership,
    Outline,
    Population,
    Territory,
)
from maillage.ground.territories.territories.services.joining import (
    communes_seated_in,
    joined_outline,
)

SOURCE = "somme des communes"


@dataclass(frozen=True)
class Drawing:
    """What an officer says of a perimeter: its name, what it is, and where it lies.

    `outline` comes from a file; without it, the outline is that of `parts`.
    """

    name: str
    nature: str
    source: str
    parts: tuple[Territory, ...] = ()
    outline: Rings | None = None


def draw_perimeter(
    *, author: User, cooperation: Cooperation, drawing: Drawing, day: date
) -> Perimeter:
    """The perimeter, known to this cooperation only."""
    with _written(author, cooperation):
        territory = Territory.objects.create(
            workspace_id=cooperation.workspace_id,
            kind=Kind.PERIMETER,
            code=get_random_string(12),
            name=drawing.name,
        )
        perimeter = Perimeter.objects.create(
            cooperation=cooperation,
            territory=territory,
            nature=drawing.nature,
            source=drawing.source,
            drawn_by=author,
            drawn_on=day,
        )
        _lay(perimeter, drawing, day)
    return perimeter


def change_perimeter(
    *, author: User, perimeter: Perimeter, drawing: Drawing, read: int, day: date
) -> Perimeter:
    """The perimeter as it is now said; StaleVersionError when `read` is not its last version."""
    with _written(author, perimeter.cooperation):
        claim_version(perimeter, read)
        perimeter.nature, perimeter.source = drawing.nature, drawing.source
        perimeter.drawn_by, perimeter.drawn_on = author, day
        perimeter.save()
        perimeter.territory.name = drawing.name
        perimeter.territory.save(update_fields=["name"])
        if _is_moved(perimeter, drawing):
            _lay(perimeter, drawing, day)
    return perimeter


def _is_moved(perimeter: Perimeter, drawing: Drawing) -> bool:
    """Whether the drawing says another place than the one kept."""
    numbers = set(perimeter.parts.values_list("pk", flat=True))
    return drawing.outline is not None or numbers != {part.pk for part in drawing.parts}


def end_perimeter(*, author: User, perimeter: Perimeter, day: date) -> Perimeter:
    """The perimeter, off the map from this day; it keeps its contents."""
    return _set_end(author, perimeter, day)


def resume_perimeter(*, author: User, perimeter: Perimeter) -> Perimeter:
    """The perimeter, back on the map."""
    return _set_end(author, perimeter, None)


def _set_end(author: User, perimeter: Perimeter, day: date | None) -> Perimeter:
    with _written(author, perimeter.cooperation):
        claim_version(perimeter, perimeter.version)
        perimeter.ended_on = day
        perimeter.save()
    return perimeter


def _written(author: User, cooperation: Cooperation) -> AbstractContextManager[Change]:
    return journal.write_in(author, cooperation, "territories")


def _lay(perimeter: Perimeter, drawing: Drawing, day: date) -> None:
    territory = perimeter.territory
    parts = list(drawing.parts)
    if drawing.outline is not None:
        outline = drawing.outline
        communes = communes_seated_in(outline, perimeter.cooperation.workspace)
        parts = communes
    else:
        outline = joined_outline(parts)
        communes = list(communes_in(parts))
    perimeter.is_from_file = drawing.outline is not None
    perimeter.save(update_fields=["is_from_file"])
    perimeter.parts.set(parts)
    _hold(territory, communes, day)
    _count(territory, communes)
    Outline.objects.filter(territory=territory).delete()
    if outline:
        Outline.objects.create(territory=territory, packed=pack(outline))
        west, south, east, north = box(outline)
        territory.longitude, territory.latitude = (west + east) // 2, (south + north) // 2
    territory.save()


def _hold(territory: Territory, communes: list[Territory], day: date) -> None:
    """The territory holds these communes from this day, and no other."""
    count_by_number = dict(
        Membership.objects.filter(area=territory, until=None).values_list("territory_id", "pk")
    )
    wanted = {commune.pk for commune in communes}
    left = [pk for number, pk in count_by_number.items() if number not in wanted]
    Membership.objects.filter(pk__in=left).update(until=day)
    journal.bulk_create(
        Membership,
        [
            Membership(territory_id=number, area=territory, since=day)
            for number in sorted(wanted - set(count_by_number))
        ],
    )


def _count(territory: Territory, communes: list[Territory]) -> None:
    """The inhabitants of the last year in which every commune counted was counted."""
    rows = (
        Population.objects.filter(territory__in=communes)
        .values("year")
        .annotate(inhabitants=Sum("count"))
        .order_by("-year")
    )
    Population.objects.filter(territory=territory).delete()
    last = rows.first()
    if last is not None:
        Population.objects.create(
            territory=territory, year=last["year"], count=last["inhabitants"], source=SOURCE
        )
