"""What was read of an actor is added to what was known, and withdrawn when it was wrong."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models.visibility import visible_records
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.readings.models import Reading, ReadingQuerySet
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.actors.sources.models import Source
from maillage.ground.directory.models import Actor

Kept = TypeVar("Kept", bound=Reading)


class RivalReadingError(Exception):
    """Somebody recorded another reading of the same place meanwhile; `current` is theirs."""

    def __init__(self, current: Reading) -> None:
        super().__init__(str(current))
        self.current = current


class PersonReadingError(Exception):
    """A reading of a person has no day when it is erased."""


class SecondHandError(Exception):
    """What an actor did not say itself would be read beyond the officers."""


@dataclass(frozen=True)
class Seen(Generic[Kept]):
    """What the writer had before their eyes: the rows they may see, the last one of the place.

    `last` is its number, 0 when the place was empty for them.
    """

    rows: ReadingQuerySet[Kept]
    last: int


def record_reading(
    *, author: User, reading: Kept, source: Source, seen: Seen[Kept], topic: str
) -> Kept:
    """The reading, with its source, after those of the same place; `topic` is the journal's word.

    Raises RivalReadingError when another one that the writer may see came since, PersonReadingError
    and SecondHandError; nothing is kept then.
    """
    with write_readings(author, reading.cooperation, topic):
        return keep_reading(author=author, reading=reading, source=source, seen=seen)


def keep_reading(*, author: User, reading: Kept, source: Source, seen: Seen[Kept]) -> Kept:
    """The same, inside the write of who calls it."""
    check_reading(reading, source)
    _claim_place(reading, seen)
    if source._state.adding:
        source.cooperation, source.author = reading.cooperation, author
        source.save()
    reading.source, reading.author = source, author
    reading.save()
    return reading


def withdraw_reading(*, author: User, reading: Kept, topic: str) -> Kept:
    """The reading, withdrawn: it stays in the history, and the former one stands again."""
    with write_readings(author, reading.cooperation, topic):
        reading.withdrawn_at = timezone.now()
        reading.save()
    return reading


def correct_source(*, source: Source) -> None:
    """The source with its changes; inside the write of who calls it.

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


def _claim_place(reading: Kept, seen: Seen[Kept]) -> None:
    """The actor's row is held until the end of the write: two writers of a place are told apart."""
    Actor.objects.select_for_update().get(pk=reading.actor_id)
    place = {f"{name}_id": getattr(reading, f"{name}_id") for name in reading.PLACE}
    rows = seen.rows.filter(**place, withdrawn_at__isnull=True, pk__gt=seen.last)
    rival = rows.order_by("-pk").first()
    if rival is not None:
        raise RivalReadingError(rival)


def write_readings(
    author: User | None, cooperation: Cooperation, topic: str, via: str = ""
) -> AbstractContextManager[Change]:
    """One gesture on the play of actors; `via` names who answered without account."""
    return journal.write(
        author,
        workspace_id=cooperation.workspace_id,
        cooperation_id=cooperation.pk,
        topic=topic,
        via=via,
    )
