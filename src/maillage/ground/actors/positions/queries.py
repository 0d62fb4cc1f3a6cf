"""What does each actor want on a day, on each subject?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.positions.models import Position
from maillage.ground.actors.readings.models import ReadingQuerySet

Cell = tuple[int, int]


def positions(access: Access) -> ReadingQuerySet[Position]:
    """The positions that this reader may see, withdrawn ones too."""
    return Position.objects.visible_to(access)


@dataclass(frozen=True, slots=True)
class Standing:
    """The last known position of each (actor, subject) on a day, and the day of each."""

    values: Mapping[Cell, int]
    days: Mapping[Cell, date]
    doubtful: frozenset[Cell]


_standing: Remembered[Standing] = Remembered()


def standing_positions(access: Access, day: date) -> Standing:
    """What is known on that day, in one query at most; `doubtful` is to be confirmed."""
    key = ("positions", access.pk, access.role, day)
    return _standing.of(key, access.cooperation.workspace_id, lambda: _read(access, day))


def standing_values(access: Access, day: date) -> Mapping[Cell, int]:
    """The last known position of each (actor, subject) on that day, in one query at most."""
    return standing_positions(access, day).values


def _read(access: Access, day: date) -> Standing:
    rows = positions(access).standing_on(day).order_by()
    columns = ("actor_id", "subject_id", "value", "on", "confidence")
    standing = list(rows.values_list(*columns))
    return Standing(
        {row[:2]: row[2] for row in standing},
        {row[:2]: row[3] for row in standing},
        frozenset(row[:2] for row in standing if row[4] == Confidence.DOUBTFUL),
    )
