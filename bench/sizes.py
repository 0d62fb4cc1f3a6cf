"""How does a computation stand at several sizes, beside its peer on the same data?"""

from collections.abc import Callable, Mapping

from bench.figures import Figure
from bench.timing import growth, median_milliseconds, milliseconds

NO_DATABASE = "-"

Task = Callable[[], object]


def figures_at_sizes(
    scenario: str,
    tasks: Mapping[int, Task],
    *,
    target: float | None = None,
    peers: Mapping[int, Task] | None = None,
) -> list[Figure]:
    """Return the medians in size order, the peer's as floor, then the exponent of growth.

    `target`, in milliseconds, is that of the largest size.
    """
    times = {size: median_milliseconds(task) for size, task in tasks.items()}
    floors = {size: milliseconds(peer) for size, peer in (peers or {}).items()}
    largest = max(tasks)
    return [
        *(
            Figure(
                *(scenario, NO_DATABASE, str(size), "cpu", time, "ms"),
                target=target if size == largest else None,
                floor=floors.get(size),
            )
            for size, time in times.items()
        ),
        Figure(
            *(scenario, NO_DATABASE, f"→ {largest}", "growth"),
            *(growth(tuple(times), tuple(times.values())), "exposant"),
        ),
    ]
