"""What do the readings of a cooperation cost after a change, and once kept? In one process.

Run as `python -m bench.reading_cost NAME…`; writes the processor's milliseconds of both, by name.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import django

from bench.timing import median_milliseconds

if TYPE_CHECKING:
    from maillage.foundation.cooperations.models import Access

SETTLED_S = 11


def main(*names: str) -> None:
    """Write what these readings cost, kept and after a change."""
    django.setup()
    from django.db import connection

    from maillage.foundation.cooperations.models import Access

    access = Access.objects.select_related("cooperation", "user").get()
    reads = {name: readings_of(access)[name] for name in names}
    if connection.vendor == "postgresql":
        time.sleep(SETTLED_S)  # what changed a moment ago is not kept yet
    value_by_name = {name: median_milliseconds(read) for name, read in reads.items()}
    changed = {
        name: median_milliseconds(partial(_after_a_change, access, reads[name])) for name in names
    }
    costs = {name: {"kept": value_by_name[name], "changed": changed[name]} for name in names}
    sys.stdout.write(json.dumps(costs))


def _after_a_change(access: "Access", read: Callable[[], object]) -> None:
    _change(access)
    read()


def readings_of(access: "Access") -> dict[str, Callable[[], object]]:
    """The readings that pages ask for, by name."""
    from django.utils import timezone

    from maillage.ground.actors.influences.queries import game_on
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
