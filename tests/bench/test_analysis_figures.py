"""Are engines measured at three sizes, beside their peer, with their growth?"""

from time import sleep

import pytest

from bench.analysis import figures_at_sizes
from bench.timing import growth


def test_growth_is_the_exponent_between_extreme_sizes() -> None:
    assert growth((10, 20, 40), (1.0, 4.0, 16.0)) == pytest.approx(2.0)


def test_each_size_has_its_median_its_peer_and_the_largest_its_target() -> None:
    tasks = {1: lambda: None, 2: lambda: None, 4: lambda: sleep(0.002)}
    peers = {size: lambda: sleep(0.001) for size in tasks}

    figures = figures_at_sizes("silos", tasks, target=500, peers=peers)

    assert [(figure.scenario, figure.size, figure.metric, figure.unit) for figure in figures] == [
        ("silos", "1", "median", "ms"),
        ("silos", "2", "median", "ms"),
        ("silos", "4", "median", "ms"),
        ("silos", "→ 4", "growth", "exposant"),
    ]
    assert [figure.target for figure in figures] == [None, None, 500, None]
    assert all(figure.floor is not None and figure.floor >= 1 for figure in figures[:3])
    assert figures[2].value >= 2
