"""On whom does each actor weigh, as it is known on a day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.shortcuts import get_object_or_404

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.readings.models import ReadingQuerySet

Pair = tuple[int, int]


def influences(access: Access) -> ReadingQuerySet[Influence]:
    """The influences that this reader may see, withdrawn ones too."""
    return Influence.objects.visible_to(access)


def standing_strengths(access: Access, day: date) -> dict[Pair, int]:
    """The last known strength of each pair (actor, target) on that day, in one query."""
    rows = influences(access).standing_on(day).order_by()
    return {
        (actor, target): strength
        for actor, target, strength in rows.values_list("actor_id", "target_id", "strength")
    }


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in a cell, and what other officers read there differently."""

    current: Influence
    rivals: Sequence[Influence]


def held_cells(
    access: Access, rows: Sequence[int], columns: Sequence[int], day: date
) -> dict[Pair, Held]:
    """What stands in these cells, with the last reading of each other author, in one query."""
    found = (
        influences(access)
        .filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day),
            actor__in=rows,
            target__in=columns,
            withdrawn_at__isnull=True,
            on__lte=day,
        )
        .select_related("author")
        .order_by("on", "pk")
    )
    cells: dict[Pair, dict[int, Influence]] = {}
    for row in found:
        told = cells.setdefault((row.actor_id, row.target_id), {})
        told.pop(row.author_id, None)
        told[row.author_id] = row
    return {place: _held(list(told.values())) for place, told in cells.items()}


def _held(told: list[Influence]) -> Held:
    current = told[-1]
    return Held(current, [row for row in told[:-1] if row.strength != current.strength])


def history_of(access: Access, actor: int, target: int) -> list[Influence]:
    """All that was read of this pair, latest first, in one query."""
    rows = influences(access).filter(actor=actor, target=target)
    return list(rows.select_related("author", "source").order_by("-on", "-pk"))


def standing_influence(access: Access, number: int) -> Influence:
    """A reading that was not withdrawn; Http404 when this reader may not see it."""
    return get_object_or_404(influences(access), pk=number, withdrawn_at__isnull=True)
