"""Where do structures agree, where may they clash, and who has said nothing?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from maillage.analysis.actor_game import Coverage, coverage
from maillage.analysis.common_ground import (
    SilentStructure,
    SubjectReading,
    common_ground,
    silent_structures,
)
from maillage.analysis.sensitivity import deciding_positions
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.readings.words import doubtful_positions
from maillage.trade.stakes.actors.queries import reads_as
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.positions.queries.table import StakeHead, Table, position_table
from maillage.trade.stakes.stakes.models import LabelChoice
from maillage.trade.stakes.stakes.queries import choices_read, choices_standing
from maillage.trade.stakes.words import LABELS, LEAST_COVERAGE, can_be_read


@dataclass(frozen=True)
class StakeReading:
    """What the positions make of a stake, and what an officer chose to read in it.

    `deciding` are the actors of whom a position to confirm, alone, would change the word.
    """

    stake: StakeHead
    reading: SubjectReading
    chosen: LabelChoice | None
    is_whole: bool
    deciding: Sequence[str] = ()

    @property
    def doubt(self) -> str:
        """That a position to confirm would change the word, when nobody chose it."""
        return "" if self.chosen or self.computed is None else doubtful_positions(self.deciding)

    @property
    def computed(self) -> StakeLabel | None:
        """What the positions say; None while too few have spoken."""
        return LABELS.get(self.reading.label) if can_be_read(self.reading) else None

    @property
    def label(self) -> StakeLabel | None:
        """The word that is shown: the officer's when there is one."""
        return StakeLabel(self.chosen.label) if self.chosen else self.computed

    @property
    def reason(self) -> str:
        """Why it is read so; of the silent, only to those who see all that was said."""
        if self.chosen:
            return self.chosen.reason
        return self.reading.reason if self.is_whole else self.reading.reason_of_the_spoken


@dataclass(frozen=True)
class Readings:
    """The table and all that is read in it.

    `is_whole` when the reader sees what officers see: for the others, a place that is empty may
    hold what a structure said in confidence, and is never called a silence.
    """

    table: Table
    stakes: Sequence[StakeReading]
    silent: Sequence[SilentStructure]
    coverage: Coverage
    is_whole: bool

    def of(self, stake: int) -> StakeReading | None:
        """The reading of the stake of this number."""
        return next((one for one in self.stakes if one.stake.pk == stake), None)


_readings: Remembered[Readings] = Remembered(200)


def readings(access: Access, day: date | None = None) -> Readings:
    """What the reader may read in the positions that they see, on a day; today by default."""
    return _readings.of(
        (*reads_as(access), day),
        access.cooperation.workspace_id,
        lambda: read_readings(
            position_table(access, day), choices_read(access, day), is_whole=access.is_officer
        ),
    )


def read_readings(
    table: Table, choices: QuerySet[LabelChoice], *, is_whole: bool = True
) -> Readings:
    """What a table of positions and the readings chosen by officers say together."""
    names = [actor.name for actor in table.actors]
    keys = [str(stake.pk) for stake in table.stakes]
    cells = table.cells
    chosen = choices_standing(choices)
    return Readings(
        table=table,
        stakes=[
            StakeReading(stake, reading, chosen.get(stake.pk), is_whole, _deciding(table, stake))
            for stake, reading in zip(table.stakes, common_ground(names, keys, cells), strict=True)
        ],
        silent=silent_structures(names, keys, cells),
        coverage=coverage(names, keys, cells),
        is_whole=is_whole,
    )


def _deciding(table: Table, stake: StakeHead) -> Sequence[str]:
    """The actors whose position to confirm on a stake would change its word."""
    doubtful = table.doubtful(stake)
    if not doubtful:
        return ()
    places = deciding_positions(table.column(stake), doubtful, LEAST_COVERAGE)
    return [table.actors[place].name for place in places]
