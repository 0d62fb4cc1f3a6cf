"""Is this priority safe, whatever the weights?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 2_000
CELLS = 500_000


@dataclass(frozen=True)
class Robustness:
    """Share of the draws of weights in which each action takes each rank, the first first.

    `acceptability[action][rank]`: rows and columns add up to 1.
    """

    acceptability: tuple[tuple[float, ...], ...]

    def first(self, ranks: int) -> tuple[float, ...]:
        """Share of the draws in which each action is among so many first.

        >>> Robustness(((0.75, 0.25), (0.25, 0.75))).first(1)
        (0.75, 0.25)
        """
        return tuple(sum(row[:ranks]) for row in self.acceptability)


def rank_acceptability(
    utilities: Sequence[Sequence[float]], *, draws: int = DRAWS, seed: int = 0
) -> Robustness:
    """How often each action takes each rank when the weights of criteria are drawn at random.

    Weights are drawn uniformly among those that add up to 1; the score of an action is
    Σ_k w_k u_k, with utilities between 0 and 1. Actions with equal scores share the ranks that
    they take together. The same seed gives the same figures.

    En clair : « Quels que soient les poids, cette action reste en tête neuf fois sur dix. »

    >>> rank_acceptability([[1.0, 0.8], [0.2, 0.1]]).acceptability
    ((1.0, 0.0), (0.0, 1.0))
    >>> rank_acceptability([[0.5], [0.5]]).acceptability
    ((0.5, 0.5), (0.5, 0.5))
    >>> rank_acceptability([]).acceptability
    ()

    Raises ValueError, naming the row and the column, for a table of the wrong shape, a value
    outside 0 to 1, or less than one draw.

    Reference: R. Lahdelma, P. Salminen, Operations Research 49, 2001 (SMAA-2).
    """
    import numpy as np

    _check(utilities, draws)
    rows = len(utilities)
    if rows == 0:
        return Robustness(())
    table = np.array(utilities, dtype=float).reshape(rows, -1)
    weights = np.random.default_rng(seed).exponential(size=(draws, table.shape[1]))
    taken = np.zeros((rows, rows))
    chunk = max(1, CELLS // rows**2)
    for start in range(0, draws, chunk):
        drawn = weights[start : start + chunk]
        shares = drawn / np.maximum(drawn.sum(axis=1, keepdims=True), 1e-300)
        taken += _ranks_taken(np.round(shares @ table.T, 12))
    return Robustness(tuple(map(tuple, (taken / draws).tolist())))


def _ranks_taken(scores: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Times that each action takes each rank, over draws (rows) of scores (columns)."""
    import numpy as np

    ranks = np.arange(scores.shape[1])
    above = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)[..., None]
    until = (scores[:, None, :] >= scores[:, :, None]).sum(axis=2)[..., None]
    inside = (ranks >= above) & (ranks < until)
    taken: NDArray[np.float64] = (inside / (until - above)).sum(axis=0)
    return taken


def _check(utilities: Sequence[Sequence[float]], draws: int) -> None:
    if draws < 1:
        raise ValueError(f"Tirages : {draws} demandés, il en faut un au moins.")
    for row, values in enumerate(utilities, start=1):
        if len(values) != len(utilities[0]):
            raise ValueError(f"Ligne {row} : {len(values)} valeurs au lieu de {len(utilities[0])}.")
        for column, value in enumerate(values, start=1):
            if not 0 <= value <= 1:
                raise ValueError(
                    f"Ligne {row}, critère {column} : « {value} » doit être compris entre 0 et 1."
                )
