"""How much of the processor does a computation take, and how does it grow?

The processor's time is that of all threads of this process: busy neighbours hardly move it.
"""

from collections.abc import Callable
from math import log
from statistics import median
from time import process_time

ROUNDS = 5


def median_milliseconds(compute: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of several runs, the first one left out."""
    compute()
    return median(milliseconds(compute) for _round in range(rounds))


def milliseconds(compute: Callable[[], object]) -> float:
    """Return the processor's time of one run."""
    start = process_time()
    compute()
    return 1000 * (process_time() - start)


def growth(sizes: tuple[int, ...], times: tuple[float, ...]) -> float:
    """Return the exponent of the growth between the smallest and the largest size.

    >>> round(growth((10, 20, 40), (1.0, 4.0, 16.0)), 6)
    2.0
    """
    return log(times[-1] / times[0]) / log(sizes[-1] / sizes[0])
