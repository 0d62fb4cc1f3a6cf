"""What was read of a person does not outlive its day, and a person leaves with all that names them.

A source goes with the last thing that rests on it.
"""

from collections.abc import Iterable
from datetime import date

from maillage.core.personal import Somebody
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.erasable import Erasable, mask_texts
from maillage.foundation.journal.erasing import erase_record, relations_to
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.positions.models import Position
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.readings.models import Reading
from maillage.ground.actors.readings.services import write_readings
from maillage.ground.actors.sources.models import Source

TOPICS: tuple[tuple[type[Reading], str], ...] = (
    (Position, "positions"),
    (Posture, "postures"),
    (Influence, "influences"),
)


def erase_expired_readings(today: date) -> int:
    """Erases the readings past their day, in every cooperation; returns how many. For the tick."""
    count = 0
    for model, topic in TOPICS:
        over = model._default_manager.filter(expires_on__lt=today).select_related("source")
        by_place: dict[int, list[Reading]] = {}
        for reading in over:
            by_place.setdefault(reading.cooperation_id, []).append(reading)
        for number, readings in by_place.items():
            place = Cooperation.objects.get(pk=number)
            with write_readings(None, place, topic):
                _erase(readings)
            count += len(readings)
    return count


def _erase(readings: Iterable[Reading]) -> None:
    sources = {}
    for reading in readings:
        sources[reading.source_id] = reading.source
        erase_record(reading)
    for source in sources.values():
        if not _is_used(source):
            erase_record(source)


def _is_used(source: Source) -> bool:
    """Whether a reading, a note or anything else still rests on the source."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: source.pk}).exists()
        for relation in relations_to(Source)
    )


def forget_readings(somebody: Somebody) -> None:
    """Erases what was read of them, and their name where a fact or a source tells it.

    Inside a transaction, in every cooperation of their workspace.
    """
    for model, _topic in TOPICS:
        rows = model._default_manager.filter(cooperation__workspace=somebody.workspace_id)
        _erase(_about(model, somebody))
        mask_texts(rows, ("said",), somebody)
    Erasable(Source, texts=("who", "words")).erase(somebody)


def _about(model: type[Reading], somebody: Somebody) -> list[Reading]:
    own = model._default_manager.filter(actor__person=somebody.number)
    readings = list(own.select_related("source"))
    if model is Influence:
        undergone = Influence.objects.filter(target__person=somebody.number)
        readings += undergone.exclude(actor__person=somebody.number).select_related("source")
    return readings
