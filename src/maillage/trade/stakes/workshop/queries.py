"""What may be read on the wall: the positions that are shown to all, and those alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.models import Position, ReadingQuerySet
from maillage.trade.stakes.actors.queries import ActorHead, actor_heads
from maillage.trade.stakes.positions.queries.table import positions
from maillage.trade.stakes.stakes.models import Stake

SHOWN = (Visibility.MEMBERS, Visibility.PUBLIC)


@dataclass(frozen=True, slots=True)
class Seated:
    """An actor in the room, its last position shown to all, and the number of that position."""

    actor: ActorHead
    value: int | None
    last: int


def shown_positions(access: Access) -> ReadingQuerySet[Position]:
    """The positions that all accesses read."""
    return positions(access).filter(visibility__in=SHOWN)


def seated_on(access: Access, stake: Stake) -> Sequence[Seated]:
    """The structures and groups, each with its shown position on the stake; no person."""
    rows = shown_positions(access).filter(subject=stake.subject_id)
    standing = rows.standing_on(timezone.localdate())
    position_by_actor = {one.actor_id: one for one in standing}
    return [
        Seated(
            actor=actor,
            value=position_by_actor[actor.pk].value if actor.pk in position_by_actor else None,
            last=position_by_actor[actor.pk].pk if actor.pk in position_by_actor else 0,
        )
        for actor in actor_heads(access.cooperation_id)
        if actor.person_id is None
    ]
