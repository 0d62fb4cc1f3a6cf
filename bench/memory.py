"""How much memory do two idle workers and their master hold?"""

import time

from bench.figures import Figure
from bench.places import Place
from bench.processes import shared_out_mb

LARGEST = 200
IDLE_SECONDS = 2


def measure(place: Place) -> list[Figure]:
    """Return the memory of the three processes, shared pages counted once, beside the floor's."""
    with place.both_open() as (application, floor):
        time.sleep(IDLE_SECONDS)
        value = shared_out_mb(application.processes())
        beside = shared_out_mb(floor.processes())
    return [
        Figure(
            *("memory", place.database, place.size, "two_idle_workers", value, "Mo"),
            target=LARGEST,
            floor=beside,
        )
    ]
