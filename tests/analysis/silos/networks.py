"""Generated networks."""

from hypothesis import strategies as st

from maillage.analysis.silos import Network, network


@st.composite
def networks(draw: st.DrawFn, *, smallest: int = 0, largest: int = 9) -> Network:
    size = draw(st.integers(smallest, largest))
    pairs = [(first, second) for second in range(size) for first in range(second)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    weight = st.integers(1, 5)
    weights = draw(st.lists(weight, min_size=len(chosen), max_size=len(chosen)))
    return network(range(size), chosen, weights)


def groups_of(reading: Network, numbers: list[int]) -> list[int]:
    return [numbers[place % len(numbers)] for place in range(len(reading.nodes))]
