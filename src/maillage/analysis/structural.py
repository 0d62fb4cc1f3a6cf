"""What drives the situation, and what does it depend on?

Structural analysis (MICMAC): a variable acts on another directly, and indirectly along chains of
influences. The powers of the matrix of direct influences count those chains.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Real
from operator import mul

from maillage.analysis.wording import counted

CAP = 25

Ranking = tuple[int, ...]


@dataclass(frozen=True)
class Power:
    """Influence and dependence of each variable along chains of `power` links.

    `influence` and `dependence` are the exact sums of the rows and columns of the power of the
    matrix. Shares are per mille of the total, 0 when there is no chain of that length. Rankings
    list the variables' indices from highest to lowest, ties by index.
    """

    power: int
    influence: tuple[int, ...]
    dependence: tuple[int, ...]
    influence_permille: tuple[float, ...]
    dependence_permille: tuple[float, ...]
    ranking_by_influence: Ranking
    ranking_by_dependence: Ranking


@dataclass(frozen=True)
class StructuralAnalysis:
    """Every power of the matrix up to the cap; what is shown is the ranking at the cap.

    `ranking_constant_from_power` is the first power from which both rankings stay the same up to
    the cap, `None` when they never settle: the ranking just before the cap still differs.
    Shifts are the places that each variable wins (above zero) or loses between the direct ranking
    and the ranking at the cap: what only indirect effects reveal.
    """

    powers: tuple[Power, ...]
    ranking_constant_from_power: int | None
    influence_shift: tuple[int, ...]
    dependence_shift: tuple[int, ...]


def structural_analysis(
    influences: Sequence[Sequence[float]], cap: int = CAP
) -> StructuralAnalysis:
    """Influence and dependence of variables through chains of 1 to `cap` influences.

    With M the matrix of direct influences (row acts on column), the influence of variable a at
    power k is the sum of row a of M^k, its dependence the sum of column a.

    En clair : « Un enjeu peu visible peut commander tous les autres par ricochet. »

    Stopping at the first ranking that repeats is unsafe, since it may move again later: all powers
    up to the cap are computed, in exact integers.

    >>> reading = structural_analysis([[0, 1, 0], [0, 0, 2], [0, 1, 0]])
    >>> reading.powers[0].influence, reading.powers[-1].influence
    ((1, 2, 1), (4096, 8192, 4096))
    >>> reading.ranking_constant_from_power is None
    True
    >>> structural_analysis([]).powers[0].influence
    ()
    >>> structural_analysis([[0]]).ranking_constant_from_power
    1

    Raises ValueError, with the row, the column and the rule, for a table that is not square or an
    influence that is not a whole number of at least 0.

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod.
    """
    rows = _square_of_whole_numbers(influences)
    powers = tuple(_powers(rows, max(cap, 1)))
    first, last = powers[0], powers[-1]
    return StructuralAnalysis(
        powers=powers,
        ranking_constant_from_power=_constant_from(powers),
        influence_shift=_shift(first.ranking_by_influence, last.ranking_by_influence),
        dependence_shift=_shift(first.ranking_by_dependence, last.ranking_by_dependence),
    )


def ranking(values: Sequence[float]) -> Ranking:
    """Indices from the highest value to the lowest, ties by index.

    En clair : « Du plus fort au plus faible, dans l’ordre du tableau à égalité. »

    >>> ranking([2, 5, 5])
    (1, 2, 0)
    """
    return tuple(sorted(range(len(values)), key=lambda index: (-values[index], index)))


def _powers(rows: tuple[tuple[int, ...], ...], cap: int) -> list[Power]:
    columns = tuple(zip(*rows, strict=True))
    influence = dependence = (1,) * len(rows)
    powers = []
    for power in range(1, cap + 1):
        influence = _times(rows, influence)
        dependence = _times(columns, dependence)
        powers.append(
            Power(
                power=power,
                influence=influence,
                dependence=dependence,
                influence_permille=_permille(influence),
                dependence_permille=_permille(dependence),
                ranking_by_influence=ranking(influence),
                ranking_by_dependence=ranking(dependence),
            )
        )
    return powers


def _times(matrix: tuple[tuple[int, ...], ...], vector: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sum(map(mul, row, vector)) for row in matrix)


def _permille(sums: tuple[int, ...]) -> tuple[float, ...]:
    total = sum(sums)
    return tuple(1000 * value / total if total else 0.0 for value in sums)


def _constant_from(powers: tuple[Power, ...]) -> int | None:
    last = powers[-1]
    constant = last.power
    for step in reversed(powers):
        if step.ranking_by_influence != last.ranking_by_influence:
            break
        if step.ranking_by_dependence != last.ranking_by_dependence:
            break
        constant = step.power
    never_settles = constant == last.power and len(powers) > 1
    return None if never_settles else constant


def _shift(first: Ranking, last: Ranking) -> tuple[int, ...]:
    return tuple(first.index(variable) - last.index(variable) for variable in range(len(first)))


def _square_of_whole_numbers(table: Sequence[Sequence[float]]) -> tuple[tuple[int, ...], ...]:
    size = len(table)
    for row, values in enumerate(table, start=1):
        if len(values) != size:
            raise ValueError(
                f"Influences, ligne {row} : {counted(len(values), 'colonne')} pour "
                f"{counted(size, 'ligne')}. "
                "Règle : autant de colonnes que de lignes."
            )
        for column, value in enumerate(values, start=1):
            if not _is_whole(value):
                raise ValueError(
                    f"Influences, ligne {row}, colonne {column} : {value}. "
                    "Règle : une influence est un nombre entier, 0 ou plus."
                )
    return tuple(tuple(int(value) for value in row) for row in table)


def _is_whole(value: object) -> bool:
    if isinstance(value, int):
        return value >= 0
    return isinstance(value, Real) and float(value) >= 0 and float(value).is_integer()
