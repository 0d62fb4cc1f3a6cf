"""Who supports a stake, who could be convinced, and by whom?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from maillage.analysis.common_ground import Persuasion, who_could_convince
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.influences.queries import Pair, standing_pairs, table_of
from maillage.trade.stakes.actors.queries import ActorHead, reads_as
from maillage.trade.stakes.positions.queries.readings import Readings, StakeReading
from maillage.trade.stakes.positions.queries.table import StakeHead, Table


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
    """What is known of a stake, who supports it, who does not yet; on which days it was noted."""

    reading: StakeReading
    supporters: Sequence[tuple[ActorHead, int]]
    hesitant: Sequence[Hesitant]
    knows_influences: bool
    holds_narrow: bool
    days: Sequence[date]


_allies_cache: Remembered[Allies | None] = Remembered(100)


def allies_of(access: Access, read: Readings, stake: StakeHead) -> Allies | None:
    """The allies of a stake, in one query after a change; None for a stake that is gone.

    Ways are those of `who_could_convince`, on the positions and influences that the reader sees.
    """
    key = (*reads_as(access), stake.pk)
    return _allies_cache.of(
        key, access.cooperation.workspace_id, lambda: _read(access, read, stake)
    )


def _read(access: Access, read: Readings, stake: StakeHead) -> Allies | None:
    reading = read.of(stake.pk)
    if reading is None:
        return None
    return read_allies(read, reading, standing_pairs(access, timezone.localdate()))


def read_allies(
    read: Readings, reading: StakeReading, pairs: Mapping[Pair, tuple[int, date]]
) -> Allies:
    """The allies of a stake on these positions and these influences, with their days."""
    table, stake = read.table, reading.stake
    strengths = {pair: strength for pair, (strength, _on) in pairs.items()}
    ways = _ways(table, strengths, stake)
    values = [(one, table.value(one, stake)) for one in table.actors]
    supporters = [(one, value) for one, value in values if value is not None and value > 0]
    return Allies(
        reading=reading,
        supporters=sorted(supporters, key=lambda pair: -pair[1]),
        hesitant=[
            Hesitant(one, value, ways.get(one.name, ()))
            for one, value in values
            if value is None or value <= 0
        ],
        knows_influences=any(strengths.values()),
        holds_narrow=table.holds_narrow,
        days=sorted({*table.days, *(on for _strength, on in pairs.values())}),
    )


def _ways(
    table: Table, strengths: Mapping[Pair, int], stake: StakeHead
) -> Mapping[str, Sequence[Persuasion]]:
    """The ways to each actor, by its name; only those who act, or undergo, are on one."""
    linked = {number for pair, strength in strengths.items() if strength for number in pair}
    actors = [one for one in table.actors if one.pk in linked]
    persuasions = who_could_convince(
        [one.name for one in actors],
        table_of([one.pk for one in actors], strengths),
        [str(one.pk) for one in table.stakes],
        [table.row(one) for one in actors],
        str(stake.pk),
    )
    ways: dict[str, list[Persuasion]] = {}
    for way in persuasions:
        ways.setdefault(way.target, []).append(way)
    return ways
