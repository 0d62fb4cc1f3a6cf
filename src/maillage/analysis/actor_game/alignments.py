"""With whom does an actor agree here and disagree there, and which pairs carry weight?"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.analysis.actor_game.positions import PositionReading, SilentMatrix


@dataclass(frozen=True)
class Alignment:
    """Two actors, the subjects on which they take the same side, and opposite sides."""

    first: int
    second: int
    together: tuple[int, ...]
    apart: tuple[int, ...]


def alignment(positions: SilentMatrix, first: int, second: int) -> Alignment:
    """On which subjects two actors stand together, and face each other; neutral is neither.

    En clair : « D’accord sur ceci, en face sur cela. »

    >>> alignment(((2.0, -1.0, None), (1.0, 3.0, 2.0)), 0, 1)
    Alignment(first=0, second=1, together=(0,), apart=(1,))
    """
    products = [
        (a or 0.0) * (b or 0.0) for a, b in zip(positions[first], positions[second], strict=True)
    ]
    return Alignment(
        first,
        second,
        tuple(place for place, value in enumerate(products) if value > 0),
        tuple(place for place, value in enumerate(products) if value < 0),
    )


def two_sided_pairs(reading: PositionReading) -> tuple[Alignment, ...]:
    """The pairs that agree on a subject and disagree on another, the most divided first.

    The division of a pair is min(CAA, DAA): it is what makes an actor ambivalent in MACTOR.

    En clair : « À approcher sujet par sujet, ni alliées ni adversaires. »

    >>> from maillage.analysis.actor_game import position_reading
    >>> strengths = position_reading(
    ...     ["EPCI", "Pays", "Club"], ["Eau", "Bus"], [[2, 1], [3, -1], [1, None]], [1, 1, 1]
    ... )[1]
    >>> two_sided_pairs(strengths)
    (Alignment(first=0, second=1, together=(0,), apart=(1,)),)

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod (ambivalence).
    """
    pairs = [
        (min(reading.convergences[i][j], reading.divergences[i][j]), i, j)
        for i in range(len(reading.positions))
        for j in range(i)
    ]
    ranked = sorted((one for one in pairs if one[0] > 0), key=lambda one: (-one[0], one[2], one[1]))
    return tuple(alignment(reading.positions, second, first) for _size, first, second in ranked)


def heaviest_pairs(reading: PositionReading, most: int) -> tuple[tuple[int, int], ...]:
    """The pairs that agree more than they disagree, those of the greatest convergence first.

    On a reading of order 3 (3MAO = 2MAO x R*), the convergence of a pair grows with the power of
    both: an actor without power brings nothing to it.

    En clair : « Ces deux-là d’accord, cela pèse. »

    >>> from maillage.analysis.actor_game import position_reading
    >>> weighed = position_reading(["EPCI", "Pays", "Club"], ["Eau"], [[2], [1], [4]], [2, 1, 0])[2]
    >>> heaviest_pairs(weighed, 3)
    ((0, 1),)
    """
    rows: Sequence[Sequence[float]] = reading.convergences
    powerful = [any(value for value in row) for row in reading.positions]
    pairs = [
        (rows[i][j], i, j)
        for i in range(len(rows))
        for j in range(i + 1, len(rows))
        if reading.net_distances[i][j] > 0 and powerful[i] and powerful[j]
    ]
    ranked = sorted(pairs, key=lambda one: -one[0])
    return tuple((first, second) for _size, first, second in ranked[:most])
