"""Who supports a stake, who could be convinced, and by whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from maillage.analysis.common_ground import Persuasion, who_could_convince
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.queries.influences import standing_strengths
from maillage.trade.stakes.queries.positions import ActorHead, StakeHead
from maillage.trade.stakes.queries.readings import Readings, StakeReading


@dataclass(frozen=True)
class Hesitant:
    """An actor that does not support the stake, its position, and the ways to it, shortest first.

    `value` is None when it is silent.
    """

    actor: ActorHead
    value: int | None
    ways: Sequence[Persuasion]


@dataclass(frozen=True)
class Allies:
    """What is known of a stake, who supports it, and who does not yet."""

    reading: StakeReading
    supporters: Sequence[tuple[ActorHead, int]]
    hesitant: Sequence[Hesitant]
    knows_influences: bool
    holds_narrow: bool


def allies_of(access: Access, read: Readings, stake: StakeHead) -> Allies | None:
    """The allies of a stake, in one query; None for a stake that is gone.

    Ways are those of `who_could_convince`, on the positions and influences that the reader sees.
    """
    reading = read.of(stake.pk)
    if reading is None:
        return None
    table = read.table
    strengths = standing_strengths(access, timezone.localdate())
    names = [one.name for one in table.actors]
    known = [
        [0 if one is other else strengths.get((one.pk, other.pk)) for other in table.actors]
        for one in table.actors
    ]
    keys = [str(one.pk) for one in table.stakes]
    found = who_could_convince(names, known, keys, table.cells, str(stake.pk))
    values = [(one, table.value(one, stake)) for one in table.actors]
    supporters = [(one, value) for one, value in values if value is not None and value > 0]
    return Allies(
        reading=reading,
        supporters=sorted(supporters, key=lambda told: -told[1]),
        hesitant=[
            Hesitant(one, value, [way for way in found if way.target == one.name])
            for one, value in values
            if value is None or value <= 0
        ],
        knows_influences=any(strengths.values()),
        holds_narrow=table.holds_narrow,
    )
