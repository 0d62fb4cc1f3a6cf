"""Which influences are known, as a table is compared with them, or made?"""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.influences.queries.readings import influences
from maillage.ground.actors.permissions import can_open_game
from maillage.ground.actors.players.queries import cast_on
from maillage.ground.actors.reading_tables.queries import (
    actor_ends,
    known_cells,
    living,
    sources_read,
    told_columns,
)
from maillage.ground.actors.reading_tables.table.reading import Cells, End, Known


def known_to(access: Access) -> Known:
    """Actors and influences of the cooperation, for who may open the play of actors."""
    if not can_open_game(access):
        return Known()
    ends = _ends(access)
    return Known(ends, ends, cells_known_to(access))


def cells_known_to(access: Access) -> Cells:
    """The influences of each pair that this reader sees, the one that stands last."""
    return known_cells(influences(access), "target_id", "strength")


def influence_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """Every influence that this reader sees, former ones too, in the order of these fields."""
    names = {end.pk: end.name for end in _ends(access)}
    read = sources_read(access)
    rows = living(influences(access)).select_related("source")
    for one in rows.order_by("actor", "target", "on", "pk"):
        told = told_columns(one, read) | {
            "organisation_name": names[one.actor_id],
            "influence_on": names[one.target_id],
            "influence_strength": one.strength,
        }
        yield [told.get(name, "") for name in fields]


def _ends(access: Access) -> list[End]:
    shown = {one.pk: one.name for one in cast_on(access, timezone.localdate()).players}
    left = _("Cette structure n’existe plus : rien ne s’y note plus.")
    return actor_ends(access.cooperation_id, shown, left)
