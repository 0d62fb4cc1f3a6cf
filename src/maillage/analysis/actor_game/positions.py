"""Who stands with whom, who faces whom, who sits on both sides?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.analysis.products import product
from maillage.analysis.tables import (
    Cells,
    Matrix,
    Table,
    Vector,
    as_matrix,
    as_vector,
    read_cells,
    read_weights,
)

if TYPE_CHECKING:
    from maillage.analysis.tables import Array

POSITIONS = Table("Positions", "une position est un nombre entier de -4 à +4.", -4, 4)

SilentMatrix = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True)
class PositionReading:
    """Positions of n actors on m subjects at one order, and what they make of pairs.

    Order 1 keeps the sign of positions, order 2 their strength, order 3 weighs them by the power
    of the actor. In `positions` a silent cell is `None`. `against` is a sum of negative positions.
    `convergences`, `divergences` and `net_distances` are n x n with a zero diagonal;
    `subject_net_distances` is m x m. `convergence_degree` is a percentage, `None` when no pair
    of actors has spoken on a same subject.
    """

    order: int
    positions: SilentMatrix
    actor_mobilisation: Vector
    subject_mobilisation: Vector
    supporting: Vector
    against: Vector
    convergences: Matrix
    divergences: Matrix
    net_distances: Matrix
    subject_net_distances: Matrix
    ambivalence: Vector
    convergence_degree: float | None


@dataclass(frozen=True)
class Coverage:
    """Share of known positions: over the table, by actor, by subject; 0 when nothing is asked."""

    total: float
    actors: Vector
    subjects: Vector


def position_reading(
    actors: Sequence[str], subjects: Sequence[str], positions: Cells, powers: Sequence[float]
) -> tuple[PositionReading, PositionReading, PositionReading]:
    """Readings of orders 1, 2 and 3 of a table of positions (whole numbers from -4 to +4).

    1MAO = sign(2MAO), 3MAO(a,k) = 2MAO(a,k) · R*_a with `powers` as R*. Mobilisation is the sum of
    |pMAO|. CAA_p(i,j) = Σ_k ½(|pMAO(i,k)| + |pMAO(j,k)|) over subjects where both have the same
    non-zero sign, DAA_p the same over opposite signs; net distance is CAA - DAA.
    Ambivalence_p(i) = 1 - Σ_j |CAA_p - DAA_p| / Σ_j (CAA_p + DAA_p). The degree of convergence is
    100 ΣCAA / Σ(CAA + DAA).

    En clair : « Deux structures se rapprochent quand elles défendent les mêmes sujets, et pèsent
    d’autant plus qu’elles y tiennent. »

    An actor that shares no subject with anybody has ambivalence 0.

    >>> signs, strengths, weighed = position_reading(
    ...     ["Commune", "EPCI"], ["Mobilité", "Eau"], [[2, -1], [4, None]], [0.5, 1.5]
    ... )
    >>> signs.convergences, strengths.convergences, weighed.convergences[0]
    (((0.0, 1.0), (1.0, 0.0)), ((0.0, 3.0), (3.0, 0.0)), (0.0, 3.5))
    >>> weighed.positions
    ((1.0, -0.5), (6.0, None))
    >>> silent = position_reading(["Commune"], ["Eau"], [[None]], [1.0])[2]
    >>> silent.ambivalence, silent.convergence_degree, silent.subject_mobilisation
    ((0.0,), None, (0.0,))

    Raises ValueError naming the row, the column and the rule.

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod; LIPSOR.
    """
    import numpy as np

    strengths = read_cells(positions, POSITIONS, actors, subjects)
    weights = read_weights(powers, "Pouvoirs", actors)
    weighed = strengths * np.array(weights, dtype=float).reshape(-1, 1)
    return (
        _reading(1, np.sign(strengths)),
        _reading(2, strengths),
        _reading(3, weighed),
    )


def coverage(actors: Sequence[str], subjects: Sequence[str], positions: Cells) -> Coverage:
    """Share of the positions that are known, silence being `None` and neutrality 0.

    En clair : « Une structure muette n’est pas une structure neutre. »

    >>> coverage(["Commune", "EPCI"], ["Eau"], [[0], [None]])
    Coverage(total=0.5, actors=(1.0, 0.0), subjects=(0.5,))
    >>> coverage(["Commune"], [], [[]])
    Coverage(total=0.0, actors=(0.0,), subjects=())
    """
    import numpy as np

    array = ~np.isnan(read_cells(positions, POSITIONS, actors, subjects))
    return Coverage(
        total=int(array.sum()) / max(1, array.size),
        actors=as_vector(array.sum(axis=1) / max(1, len(subjects))),
        subjects=as_vector(array.sum(axis=0) / max(1, len(actors))),
    )


def convergences_and_divergences(positions: "Array") -> tuple["Array", "Array"]:
    """CAA and DAA between the rows of a table of positions, silence as 0; diagonals are 0."""
    import numpy as np

    supporting, against = np.maximum(positions, 0), np.maximum(-positions, 0)
    for_, against_ = (positions > 0).astype(float), (positions < 0).astype(float)
    same = product(supporting, for_.T) + product(against, against_.T)
    opposite = product(supporting, against_.T) + product(against, for_.T)
    convergences, divergences = (same + same.T) / 2, (opposite + opposite.T) / 2
    np.fill_diagonal(convergences, 0)
    return convergences, divergences


def _reading(order: int, positions: "Array") -> PositionReading:
    import numpy as np

    spoken = np.nan_to_num(positions)
    convergences, divergences = convergences_and_divergences(spoken)
    by_subject = convergences_and_divergences(spoken.T)
    return PositionReading(
        order=order,
        positions=_with_silence(positions),
        actor_mobilisation=as_vector(abs(spoken).sum(axis=1)),
        subject_mobilisation=as_vector(abs(spoken).sum(axis=0)),
        supporting=as_vector(np.maximum(spoken, 0).sum(axis=0)),
        against=as_vector(np.minimum(spoken, 0).sum(axis=0)),
        convergences=as_matrix(convergences),
        divergences=as_matrix(divergences),
        net_distances=as_matrix(convergences - divergences),
        subject_net_distances=as_matrix(by_subject[0] - by_subject[1]),
        ambivalence=as_vector(_ambivalence(convergences, divergences)),
        convergence_degree=_convergence_degree(convergences, divergences),
    )


def _with_silence(positions: "Array") -> SilentMatrix:
    import numpy as np

    cells = positions.astype(object)
    cells[np.isnan(positions)] = None
    return tuple(map(tuple, cells.tolist()))


def _ambivalence(convergences: "Array", divergences: "Array") -> "Array":
    import numpy as np

    shared = (convergences + divergences).sum(axis=1)
    net = abs(convergences - divergences).sum(axis=1)
    ratio: Array = np.divide(net, shared, out=np.ones_like(shared), where=shared > 0)
    return 1 - ratio


def _convergence_degree(convergences: "Array", divergences: "Array") -> float | None:
    agreed = float(convergences.sum())
    total = agreed + float(divergences.sum())
    return 100 * (agreed / total) if total else None
