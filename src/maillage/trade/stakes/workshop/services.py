"""What is said in a workshop is kept for all, with the workshop as its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Position, Source
from maillage.ground.actors.readings.services import Seen, keep_reading, write_readings
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.workshop.queries import shown_positions
from maillage.trade.stakes.writing import POSITIONS


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an actor said in the room, after which position."""

    actor: int
    value: int
    last: int


def record_workshop(
    *, access: Access, stake: Stake, spoken: Sequence[Spoken], words: str
) -> list[Position]:
    """The positions heard, for all to read.

    Raises RivalReadingError when one of the actors was noted for all meanwhile; nothing is kept.
    """
    today = timezone.localdate()
    source = Source(kind=SourceKind.WORKSHOP, on=today, visibility=Visibility.MEMBERS)
    actors = Actor.objects.select_related("cooperation").in_bulk([one.actor for one in spoken])
    with write_readings(access.user, access.cooperation, POSITIONS):
        return [
            keep_reading(
                author=access.user,
                reading=Position(
                    cooperation=access.cooperation,
                    actor=actors[one.actor],
                    subject=stake.subject,
                    value=one.value,
                    on=today,
                    said=words,
                    confidence=Confidence.SURE,
                    visibility=Visibility.MEMBERS,
                ),
                source=source,
                seen=Seen(shown_positions(access), one.last),
            )
            for one in spoken
        ]
