"""Which positions are known, as a table is compared with them, or made?"""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.actors.reading_tables.queries import (
    actor_ends,
    known_cells,
    living,
    sources_read,
    told_columns,
)
from maillage.ground.actors.reading_tables.table.reading import Cells, End, Known
from maillage.trade.stakes.actors.queries import actor_heads
from maillage.trade.stakes.permissions import can_open_stakes
from maillage.trade.stakes.positions.queries.table import positions
from maillage.trade.stakes.stakes.models import Stake


def known_to(access: Access) -> Known:
    """Actors, stakes and positions of the cooperation, as far as this reader sees them."""
    return Known(
        _actors(access.cooperation_id), _stakes(access.cooperation_id), cells_known_to(access)
    )


def cells_known_to(access: Access) -> Cells:
    """The positions of each cell that this reader sees, the one that stands last."""
    return known_cells(positions(access), "subject_id", "value")


def position_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """Every position that this reader sees, former ones too, in the order of these fields."""
    if not can_open_stakes(access):
        return
    labels = dict(
        Stake.objects.filter(cooperation=access.cooperation_id).values_list("subject_id", "label")
    )
    names = {one.pk: one.name for one in _actors(access.cooperation_id)}
    read = sources_read(access)
    rows = living(positions(access)).filter(subject__in=labels).select_related("source")
    for one in rows.order_by("subject__label", "subject", "actor", "on", "pk"):
        told = told_columns(one, read) | {
            "organisation_name": names[one.actor_id],
            "axis": labels[one.subject_id],
            "stake_position": one.value,
        }
        yield [told.get(name, "") for name in fields]


def _actors(cooperation_id: int) -> list[End]:
    shown = {one.pk: one.name for one in actor_heads(cooperation_id)}
    left = _("Cette structure n’est plus membre : sa position ne se note plus.")
    return actor_ends(cooperation_id, shown, left)


def _stakes(cooperation_id: int) -> list[End]:
    today = timezone.localdate()
    found: list[End] = []
    for one in Stake.objects.filter(cooperation=cooperation_id).order_by("-pk"):
        gone = ""
        if one.until is not None and one.until <= today:
            gone = _("Cet enjeu est clos depuis le %(day)s : notez la position sur sa suite.") % {
                "day": french.long_date(one.until)
            }
        names = frozenset({folded(one.label)})
        found.append(End(one.subject_id, one.label, names, gone=gone))
    return found
