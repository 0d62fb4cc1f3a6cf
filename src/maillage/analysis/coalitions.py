"""How many coalitions reach each weight? Exact counts, from which voting power is read.

A count by weight is one long integer cut into slots of equal width, slot s holding the number of
coalitions of weight s. Adding a member is then one shift and one addition. When coalitions are
also counted by size, each slot is itself cut into one slot per size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

LARGEST_TABLE = 64_000_000


@dataclass(frozen=True)
class CoalitionCounts:
    """Coalitions of weight below each threshold, counted together or by size.

    `below[s]` counts those of weight under s, in one integer: all together when `by_size` is
    false, else one slot of `slot` bits per size.
    """

    below: tuple[int, ...]
    members: int
    slot: int
    by_size: bool

    def made_winning_by(self, weight: int, quota: int) -> int:
        """Coalitions of the others that a member of this weight makes reach the quota.

        With C(s) the coalitions of all members under s, those without the member are, under s,
        C(s) - C(s - w) + C(s - 2w) - …: he is removed by subtraction.
        """
        if weight == 0:
            return 0
        shift = self.slot if self.by_size else 0
        total = 0
        for top in range(_first_step(quota, weight), quota + 1, weight):
            window = self.below[top] - self.below[max(0, top - weight)]
            total = window - (total << shift)
        return total

    def sizes(self, packed: int) -> tuple[int, ...]:
        """Numbers of coalitions of 0, 1, 2… members, from one packed integer."""
        width = self.slot // 8
        content = packed.to_bytes(width * (self.members + 1), "little")
        return tuple(
            int.from_bytes(content[start : start + width], "little")
            for start in range(0, len(content), width)
        )


def count_coalitions(weights: Sequence[int], quota: int, *, by_size: bool) -> CoalitionCounts:
    """Counts of the coalitions of these members under each weight up to the quota.

    Π (1 + x^w) truncated below the quota; Π (1 + z x^w) by size.

    >>> counts = count_coalitions([2, 1, 1], 3, by_size=False)
    >>> counts.below, counts.made_winning_by(2, 3), counts.made_winning_by(1, 3)
    ((0, 1, 3, 5), 3, 1)

    Raises ValueError when the weights are too fine for an exact count to fit in memory.
    """
    slot = 8 * (len(weights) // 8 + 1)
    width = slot * (len(weights) + 1) if by_size else slot
    if quota * width // 8 > LARGEST_TABLE:
        raise ValueError(
            "Poids trop détaillés pour un calcul exact ; arrondissez-les (par exemple les "
            "populations à la centaine)."
        )
    counts, number = 1, (1 << quota * width) - 1
    for weight in sorted(weights):  # the lightest first, so that the integer grows late
        counts += (counts << weight * width + (slot if by_size else 0)) & number
    content, step = counts.to_bytes(quota * width // 8, "little"), width // 8
    by_weight = (
        int.from_bytes(content[start : start + step], "little")
        for start in range(0, len(content), step)
    )
    below = (0, *accumulate(by_weight))
    return CoalitionCounts(below, len(weights), slot, by_size)


def _first_step(quota: int, weight: int) -> int:
    """The lowest positive threshold that differs from the quota by a multiple of the weight."""
    return (quota - 1) % weight + 1
