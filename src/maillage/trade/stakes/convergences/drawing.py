"""Which threads join or oppose the actors that stand on the drawn circle?"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.core.drawing.circle import AIRY, Node, angle_of, node, thread
from maillage.trade.stakes.convergences.queries import Pair


@dataclass(frozen=True)
class Circle:
    """The drawing: who stands where, threads of those who join, threads of those who face."""

    nodes: Sequence[Node]
    joined: str
    faced: str

    @property
    def is_dense(self) -> bool:
        """Whether the names are written smaller."""
        return len(self.nodes) > AIRY


def draw_circle(names: Sequence[str], closest: Sequence[Pair], farthest: Sequence[Pair]) -> Circle:
    """The actors of these pairs on a circle, and a thread for each pair."""
    places = sorted({end for pair in (*closest, *farthest) for end in (pair.first, pair.second)})
    total = len(places)
    angles = {place: angle_of(rank, total) for rank, place in enumerate(places)}
    return Circle(
        nodes=[node(names[place], angle, total) for place, angle in angles.items()],
        joined="".join(thread(angles[one.first], angles[one.second]) for one in closest),
        faced="".join(thread(angles[one.first], angles[one.second]) for one in farthest),
    )
