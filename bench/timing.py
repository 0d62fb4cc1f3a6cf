"""How long does a computation take, and how does it grow?"""

from collections.abc import Callable
from math import log
from statistics import median
from time import perf_counter

ROUNDS = 5


def median_milliseconds(compute: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median of several runs, the first one left out."""
    compute()
    return median(milliseconds(compute) for _round in range(rounds))


def milliseconds(compute: Callable[[], object]) -> float:
    """Return the time of one run."""
    start = perf_counter()
    compute()
    return 1000 * (perf_counter() - start)


def growth(sizes: tuple[int, ...], times: tuple[float, ...]) -> float:
    """Return the exponent of the growth between the smallest and the largest size.

    >>> round(growth((10, 20, 40), (1.0, 4.0, 16.0)), 6)
    2.0
    """
    return log(times[-1] / times[0]) / log(sizes[-1] / sizes[0])
