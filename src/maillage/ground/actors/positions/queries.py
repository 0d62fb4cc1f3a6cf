"""What does each actor want on a day, on each subject?"""

from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.positions.models import Position
from maillage.ground.actors.readings.models import ReadingQuerySet


def positions(access: Access) -> ReadingQuerySet[Position]:
    """The positions that this reader may see, withdrawn ones too."""
    return Position.objects.visible_to(access)


_values: Remembered[dict[tuple[int, int], int]] = Remembered()


def standing_values(access: Access, day: date) -> dict[tuple[int, int], int]:
    """The last known position of each (actor, subject) on that day, in one query at most."""
    key = ("positions", access.pk, access.role, day)
    return _values.of(key, access.cooperation.workspace_id, lambda: _read_values(access, day))


def _read_values(access: Access, day: date) -> dict[tuple[int, int], int]:
    rows = positions(access).standing_on(day).order_by()
    return {
        (actor, subject): value
        for actor, subject, value in rows.values_list("actor_id", "subject_id", "value")
    }
