"""Which readings are known, as a table is compared with them, or made?"""

from collections.abc import Mapping

from django.db.models import Q
from django.utils import timezone

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.reading_tables.table.reading import (
    CONFIDENCE,
    ON,
    READERS,
    SAID,
    SOURCE,
    WHO,
    Cells,
    End,
    ExistingReading,
)
from maillage.ground.actors.readings.models import Reading, ReadingQuerySet, Row
from maillage.ground.actors.sources.models import Source
from maillage.ground.directory.models import Actor
from maillage.ground.directory.records.words import followed_by


def living(rows: ReadingQuerySet[Row]) -> ReadingQuerySet[Row]:
    """The readings that were not taken back, nor are to be erased."""
    today = timezone.localdate()
    return rows.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=today), withdrawn_at__isnull=True
    )


def current_cells(rows: ReadingQuerySet[Row], end: str, value: str) -> Cells:
    """The readings of each cell, the one that stands last; `end` and `value` name their fields."""
    cells: Cells = {}
    records = living(rows).order_by("on", "pk")
    for actor, other, number, on, content, readers in records.values_list(
        "actor_id", end, value, "on", "said", "visibility"
    ):
        reading = ExistingReading(number, on, content, is_own=readers == Visibility.ME)
        cells.setdefault((actor, other), []).append(reading)
    return cells


def actor_ends(cooperation_id: int, shown: Mapping[int, str], left: str) -> list[End]:
    """The actors of a cooperation, as a table may name them.

    `shown` holds the names that the matrix gives to those who take readings; `left` is what is said
    of the others, but of one that another succeeded.
    """
    rows = Actor.objects.filter(cooperation=cooperation_id)
    actors = list(rows.select_related("organisation__successor", "person").order_by("pk"))
    whole = [_whole_name(one) for one in actors]
    return [
        _end(one, name if whole.count(name) == 1 else shown.get(one.pk, name), shown, left)
        for one, name in zip(actors, whole, strict=True)
    ]


def _whole_name(actor: Actor) -> str:
    return actor.organisation.name if actor.organisation else str(actor)


def _end(actor: Actor, name: str, shown: Mapping[int, str], left: str) -> End:
    organisation = actor.organisation
    names = [name, shown.get(actor.pk, ""), str(actor)]
    if organisation is not None:
        names += [organisation.name, organisation.short_name]
    return End(
        actor.pk,
        name,
        frozenset(folded(name) for name in names if name),
        is_person=actor.person_id is not None,
        gone="" if actor.pk in shown else _gone(actor, left),
    )


def _gone(actor: Actor, left: str) -> str:
    return (followed_by(actor.organisation) if actor.organisation else "") or left


def sources_read(access: Access) -> frozenset[int]:
    """The sources that this reader may know."""
    return frozenset(Source.objects.visible_to(access).values_list("pk", flat=True))


def source_columns(one: Reading, read: frozenset[int]) -> dict[str, Value]:
    """How a reading was known, by field; whom it was heard from only where it may be read."""
    return {
        ON: one.on,
        SOURCE: str(SourceKind(one.source.kind).label),
        WHO: one.source.who if one.source_id in read else "",
        SAID: one.said,
        CONFIDENCE: str(Confidence(one.confidence).label),
        READERS: str(Visibility(one.visibility).label),
    }
