"""A table of readings adds those that are unknown after the others; it replaces nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Figure, Leftover, Outcome, WriteOrder
from maillage.foundation.journal.services import bulk_create
from maillage.ground.actors.reading_tables.table.reading import Cells, Place, ReadingRow, Spec
from maillage.ground.actors.readings.models import Reading
from maillage.ground.actors.readings.services import check_reading
from maillage.ground.actors.sources.models import Source
from maillage.ground.directory.models import Actor

SourceKey = tuple[str, str, str, str]


@dataclass(frozen=True)
class RecordSpec:
    """The record that a row becomes, from its place and value, and the cells already known."""

    model: type[Reading]
    make: Callable[[Place, int], Reading]
    cells: Callable[[Access], Cells]


def write_reading_table(
    table: Table[ReadingRow], spec: Spec, remaining_spec: RecordSpec, order: WriteOrder
) -> Outcome:
    """Writes the rows that nothing stops; inside journal.write, the workspace being locked."""
    fresh = [one for one in table.rows if one.is_new]
    actors = Actor.objects.in_bulk({place[0] for one in fresh if (place := one.place)})
    late = _taken_meanwhile(fresh, remaining_spec, order)
    fresh = [one for one in fresh if id(one) not in late]
    sources = _sources(fresh, order)
    made = [
        _reading(one, sources[_source_key(one, order)], remaining_spec, order, actors)
        for one in fresh
    ]
    for reading in made:
        check_reading(reading, reading.source)
    bulk_create(remaining_spec.model, made)
    left = tuple(Leftover(sentence) for sentence in late.values())
    return Outcome((Figure(f"{spec.word} notées", len(made)),), left)


def _taken_meanwhile(
    rows: Sequence[ReadingRow], spec: RecordSpec, order: WriteOrder
) -> dict[int, str]:
    """The rows whose cell received a reading of that day since the file was read, said."""
    access = reader_of(order.cooperation.pk, order.author.pk)
    cells = spec.cells(access) if access else {}
    today = timezone.localdate()
    sentence = _(
        "Ligne %(n)s, %(name)s : une lecture de ce jour vient d’être notée, elle est gardée."
    )
    return {
        id(one): sentence % {"n": one.row.row, "name": one.about}
        for one in rows
        if (place := one.place)
        and any(reading.on == (one.on or today) for reading in one.beside(cells.get(place, ())))
    }


def _source_key(one: ReadingRow, order: WriteOrder) -> SourceKey:
    """What tells a source from another: its kind, its day, whom it was heard from, its readers."""
    who = one.who or order.source
    on = one.on or timezone.localdate()
    return one.kind, on.isoformat(), who, one.visibility


def _sources(rows: Iterable[ReadingRow], order: WriteOrder) -> dict[SourceKey, Source]:
    """A source for all that was heard alike."""
    source_by_key: dict[SourceKey, Source] = {}
    for one in rows:
        entry = _source_key(one, order)
        kind, _day, who, readers = entry
        source_by_key.setdefault(
            entry,
            Source(
                cooperation=order.cooperation,
                author=order.author,
                kind=kind,
                on=one.on or timezone.localdate(),
                who=who,
                visibility=readers,
            ),
        )
    bulk_create(Source, source_by_key.values())
    return source_by_key


def _reading(
    one: ReadingRow,
    source: Source,
    spec: RecordSpec,
    order: WriteOrder,
    actors: Mapping[int, Actor],
) -> Reading:
    if one.place is None or one.value is None:
        raise ValueError(one.about)
    reading = spec.make(one.place, one.value)
    reading.cooperation, reading.author = order.cooperation, order.author
    reading.actor = actors[one.place[0]]
    reading.source, reading.on = source, source.on
    reading.said, reading.confidence = one.said, one.confidence
    reading.visibility = one.visibility
    return reading
