"""What do the readings of a cooperation cost after a change, and once kept? In one process.

Run as `python -m bench.reading_cost NAME`; writes the processor's milliseconds of both.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import django

from bench.timing import median_milliseconds

if TYPE_CHECKING:
    from maillage.foundation.cooperations.models import Access

SETTLED_S = 11


def main(name: str) -> None:
    """Write what this reading costs, kept and after a change."""
    django.setup()
    from maillage.foundation.cooperations.models import Access

    access = Access.objects.select_related("cooperation", "user").get()
    read = readings_of(access)[name]
    time.sleep(SETTLED_S)  # PostgreSQL: what changed a moment ago is not kept yet
    kept = median_milliseconds(read)

    def changed() -> None:
        _change(access)
        read()

    sys.stdout.write(json.dumps({"kept": kept, "changed": median_milliseconds(changed)}))


def readings_of(access: "Access") -> dict[str, Callable[[], object]]:
    """The readings that pages ask for, by name."""
    from django.utils import timezone

    from maillage.ground.actors.influences.queries.game import game_on
    from maillage.trade.stakes.allies.queries import allies_of
    from maillage.trade.stakes.convergences.queries import convergences
    from maillage.trade.stakes.positions.queries.readings import readings

    return {
        "influences": lambda: game_on(access, timezone.localdate()),
        "positions": lambda: readings(access),
        "convergences": lambda: convergences(access),
        "allies": lambda: allies_of(access, read := readings(access), read.stakes[0].stake),
    }


def _change(access: "Access") -> None:
    """Something is written in the workspace: what was kept is read again."""
    from maillage.foundation.journal import services as journal

    with journal.write(access.user, workspace_id=access.cooperation.workspace_id, topic="bench"):
        pass


if __name__ == "__main__":
    main(sys.argv[1])
