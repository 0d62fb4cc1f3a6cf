"""What does reading what actors want and weigh cost, when something changed and otherwise?"""

from collections.abc import Sequence

from bench.figures import Figure
from bench.places import Place

CHANGED, CACHED = 250, 15


def measure_readings(place: Place, names: Sequence[str]) -> list[Figure]:
    """Return the processor's milliseconds of these readings, after a change and kept."""
    if not place.cookie:
        return []
    costs = place.reading_costs(names)
    return [
        Figure(f"{name}_read", place.database, place.size, metric, cost[metric], "ms", target)
        for name, cost in costs.items()
        for metric, target in (("changed", CHANGED), ("kept", CACHED))
    ]
