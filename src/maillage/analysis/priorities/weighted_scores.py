"""What does each structure put first, and on what do they disagree?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from maillage.analysis.exact import Number, exact, non_negative

Marks = Sequence[Sequence[Number | None]]


@dataclass(frozen=True)
class Criterion:
    """A scale from `low` to `high`, its weight, and whether more of it is better."""

    name: str
    low: Number
    high: Number
    weight: Number = 1
    more_is_better: bool = True


@dataclass(frozen=True)
class Priority:
    """How one action is seen: scores are between 0 and 1.

    `by_structure` has one score per structure (None: it said nothing), `mean` their mean.
    `disagreement` is twice their standard deviation: 0 when all agree, 1 when half give the
    highest score and half the lowest. `rank` starts at 1, equal means share it. All are None when
    nobody said anything.
    """

    action: str
    mean: float | None
    disagreement: float | None
    rank: int | None
    by_structure: tuple[float | None, ...]


def weighted_priorities(
    actions: Sequence[str],
    criteria: Sequence[Criterion],
    marks: Mapping[str, Marks],
) -> tuple[Priority, ...]:
    """Mean score of each action and how much structures disagree on it, in the actions' order.

    `marks[structure]` has one row per action, one mark per criterion (None: no opinion). Each mark
    is brought to u = (mark - low) / (high - low), reversed when less is better (0 when low =
    high); the score is Σ w_k u_k / Σ w_k over the criteria marked. Disagreement =
    2 √(mean of (score - mean)²). Scores are computed in exact fractions, so that equal ones are.

    En clair : « Une bonne moyenne peut cacher un désaccord : lisez les deux. »

    >>> cost = Criterion("coût", 0, 10, more_is_better=False)
    >>> rows = weighted_priorities(["Piste"], [cost], {"Nort": [[2]], "Blain": [[8]]})
    >>> rows[0].mean, rows[0].disagreement, rows[0].by_structure
    (0.5, 0.6, (0.8, 0.2))
    >>> weighted_priorities(["Piste"], [cost], {"Nort": [[None]]})[0].mean is None
    True
    >>> weighted_priorities([], [], {})
    ()

    Raises ValueError, naming the structure, the action and the criterion, for a table of the
    wrong shape, a mark outside its scale, and for negative weights or no weight at all.

    Reference: R. L. Keeney, H. Raiffa, *Decisions with Multiple Objectives*, 1976 (additive value).
    """
    utilities = _utilities(actions, criteria, marks)
    weights = [exact(criterion.weight, criterion.name) for criterion in criteria]
    scores = [
        [_weighted(table[place], weights) for table in utilities] for place in range(len(actions))
    ]
    means = [_mean(row) for row in scores]
    order = sorted((mean for mean in means if mean is not None), reverse=True)
    return tuple(
        Priority(
            action=action,
            mean=_as_float(mean),
            disagreement=_disagreement(row, mean),
            rank=None if mean is None else order.index(mean) + 1,
            by_structure=tuple(map(_as_float, row)),
        )
        for action, mean, row in zip(actions, means, scores, strict=True)
    )


def weighted_score(
    criteria: Sequence[Criterion], marks: Sequence[Number | None]
) -> Fraction | None:
    """The exact score, from 0 to 1, that one row of marks gives; None when nothing is marked.

    The same score as in `weighted_priorities`, not rounded: Σ w_k u_k / Σ w_k.

    En clair : « La note d’une voix, sans arrondi : on n’arrondit qu’une fois, à la fin. »

    >>> grid = [Criterion("portée", 0, 4, weight=3), Criterion("durée", 0, 4)]
    >>> weighted_score(grid, [3, 1]), weighted_score(grid, [None, None])
    (Fraction(5, 8), None)

    Raises ValueError as `weighted_priorities` does.
    """
    table = _utilities(["note"], criteria, {"voix": [marks]})[0]
    return _weighted(table[0], [exact(criterion.weight, criterion.name) for criterion in criteria])


def mean_utilities(
    actions: Sequence[str],
    criteria: Sequence[Criterion],
    marks: Mapping[str, Marks],
) -> tuple[tuple[float, ...], ...]:
    """Mean over structures of each mark brought to 0–1: the table that the other methods take.

    A cell that nobody marked is 0.

    En clair : « Le tableau moyen du groupe, critère par critère. »

    >>> mean_utilities(["Piste"], [Criterion("gain", 0, 4)], {"Nort": [[4]], "Blain": [[2]]})
    ((0.75,),)

    Raises ValueError as `weighted_priorities` does.
    """
    utilities = _utilities(actions, criteria, marks)
    return tuple(
        tuple(
            _as_float(_mean([table[row][column] for table in utilities])) or 0.0
            for column in range(len(criteria))
        )
        for row in range(len(actions))
    )


def _utilities(
    actions: Sequence[str], criteria: Sequence[Criterion], marks: Mapping[str, Marks]
) -> list[list[list[Fraction | None]]]:
    """Marks of each structure brought to 0–1, row by row."""
    _check_criteria(criteria)
    for structure, table in marks.items():
        _check_shape(structure, table, actions, criteria)
    return [
        [
            [
                _utility(mark, criterion, f"{structure}, {action}, {criterion.name}")
                for mark, criterion in zip(row, criteria, strict=True)
            ]
            for action, row in zip(actions, table, strict=True)
        ]
        for structure, table in marks.items()
    ]


def _utility(mark: Number | None, criterion: Criterion, where: str) -> Fraction | None:
    if mark is None:
        return None
    low, high = exact(criterion.low, criterion.name), exact(criterion.high, criterion.name)
    value = exact(mark, where)
    if not low <= value <= high:
        raise ValueError(
            f"{where} : la note {mark} sort de l’échelle de {criterion.low} à {criterion.high}."
        )
    utility = (value - low) / (high - low or 1)
    return utility if criterion.more_is_better or low == high else 1 - utility


def _weighted(row: Sequence[Fraction | None], weights: Sequence[Fraction]) -> Fraction | None:
    marked = [
        (weight, utility)
        for weight, utility in zip(weights, row, strict=True)
        if utility is not None
    ]
    total = sum(weight for weight, _utility in marked)
    if not total:
        return None
    return sum((weight * utility for weight, utility in marked), Fraction(0)) / total


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    shares = [value for value in values if value is not None]
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def _disagreement(values: Sequence[Fraction | None], mean: Fraction | None) -> float | None:
    if mean is None:
        return None
    squares = [(value - mean) ** 2 for value in values if value is not None]
    return 2 * sqrt(sum(squares) / len(squares))


def _as_float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _check_criteria(criteria: Sequence[Criterion]) -> None:
    for criterion in criteria:
        non_negative(criterion.weight, f"{criterion.name}, poids")
        if exact(criterion.low, criterion.name) > exact(criterion.high, criterion.name):
            raise ValueError(
                f"{criterion.name} : l’échelle va de {criterion.low} à {criterion.high}."
            )
    if criteria and not any(exact(criterion.weight, criterion.name) for criterion in criteria):
        raise ValueError("Critères : donnez un poids à l’un d’eux au moins.")


def _check_shape(
    structure: str, table: Marks, actions: Sequence[str], criteria: Sequence[Criterion]
) -> None:
    if len(table) != len(actions):
        raise ValueError(f"{structure} : {len(table)} lignes pour {len(actions)} actions.")
    for action, row in zip(actions, table, strict=True):
        if len(row) != len(criteria):
            raise ValueError(
                f"{structure}, {action} : {len(row)} notes pour {len(criteria)} critères."
            )
