"""What was read of an actor is added to what was known, and withdrawn when it was wrong."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils import timezone

from maillage.core.versions import RivalAnswerError, repeats
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.readings.models import Reading, ReadingQuerySet
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.actors.sources.models import Source

AnyReading = TypeVar("AnyReading", bound=Reading)


class RivalReadingError(RivalAnswerError):
    """Somebody recorded another reading of the same place meanwhile; `current` is theirs."""

    current: Reading


class PersonReadingError(Exception):
    """A reading of a person has no day when it is erased."""


class SecondHandError(Exception):
    """What an actor did not say itself would be read beyond the officers."""


@dataclass(frozen=True)
class Seen(Generic[AnyReading]):
    """What the writer had before their eyes: the rows they may see, the last one of the place.

    `last` is its number, 0 when the place was empty for them.
    """

    rows: ReadingQuerySet[AnyReading]
    last: int


def record_reading(
    *, author: User, reading: AnyReading, source: Source, seen: Seen[AnyReading], topic: str
) -> AnyReading:
    """The reading, with its source, after those of the same place; `topic` is the journal's word.

    Raises RivalReadingError when another one that the writer may see came since, PersonReadingError
    and SecondHandError; nothing is kept then.
    """
    with write_readings(author, reading.cooperation, topic):
        return keep_reading(author=author, reading=reading, source=source, seen=seen)


def keep_reading(
    *, author: User, reading: AnyReading, source: Source, seen: Seen[AnyReading]
) -> AnyReading:
    """As `record_reading`, inside the write of the caller; sent twice, it is recorded once."""
    check_reading(reading, source)
    reading.author = author
    rival = _last_since(reading, seen)
    if rival is not None:
        if _is_twice(reading, source, rival):
            return rival
        raise RivalReadingError(rival)
    if source._state.adding:
        source.cooperation, source.author = reading.cooperation, author
        source.save()
    reading.source = source
    reading.save()
    return reading


def withdraw_reading(*, author: User, reading: AnyReading, topic: str) -> AnyReading:
    """The reading, withdrawn: it stays in the history, and the former one stands again."""
    with write_readings(author, reading.cooperation, topic):
        reading.withdrawn_at = timezone.now()
        reading.save()
    return reading


def correct_source(*, source: Source) -> None:
    """The source with its changes; inside the caller's write.

    Once it is second hand, what was drawn from it is read by the officers alone.
    """
    source.save()
    for model in visible_records.ask() if source.is_second_hand else ():
        if issubclass(model, Reading):
            for reading in model._default_manager.filter(source=source).exclude(
                visibility__in=NARROW
            ):
                reading.visibility = Visibility.OFFICERS
                reading.save()


def check_reading(reading: Reading, source: Source) -> None:
    """Raises PersonReadingError or SecondHandError when the reading may not be kept as it is."""
    if reading.actor.person_id is not None and reading.expires_on is None:
        raise PersonReadingError(str(reading.actor))
    if source.is_second_hand and reading.visibility not in NARROW:
        raise SecondHandError(str(reading.actor))


def _last_since(reading: AnyReading, seen: Seen[AnyReading]) -> AnyReading | None:
    """The last reading of the same place that came since the writer looked."""
    place = {f"{name}_id": getattr(reading, f"{name}_id") for name in reading.PLACE}
    rows = seen.rows.filter(**place, withdrawn_at__isnull=True, pk__gt=seen.last)
    return rows.select_related("source").order_by("-pk").first()


def _is_twice(reading: Reading, source: Source, rival: Reading) -> bool:
    """Whether the rival is this very reading, of the same author, from the same source."""
    same_source = source.pk == rival.source_id or repeats(
        source, rival.source, but=("cooperation", "author")
    )
    return same_source and repeats(reading, rival, but=("source",))


def write_readings(
    author: User | None, cooperation: Cooperation, topic: str, via: str = ""
) -> AbstractContextManager[Change]:
    """One gesture on the play of actors; `via` names who answered without account."""
    return journal.write_in(author, cooperation, topic, via)
