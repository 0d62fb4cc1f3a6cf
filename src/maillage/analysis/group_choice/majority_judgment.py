"""Which option does the group judge best? Majority judgment: grades, not ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Judgment:
    """How one option is judged; grades are places in the list of grades, 0 the best.

    `median` is the majority grade (None without ballots), `better` and `worse` the ballots above
    and below it. `sequence` is the majority value: the majority grades met while removing the
    median ballot one at a time. `rank` starts at 1; equal sequences share a rank.
    """

    option: str
    median: int | None
    better: int
    worse: int
    sequence: tuple[int, ...]
    rank: int


def majority_judgment(
    grades: Sequence[str], counts: Mapping[str, Sequence[int]]
) -> tuple[Judgment, ...]:
    """Judgment of each option, the best first, ties in the options' order.

    `counts` gives, for each option, the number of ballots per grade, best grade first. The
    majority grade of n ballots sorted best first is that of ballot n // 2, counted from 0: the
    lower median, so that a majority always thinks at least as much. Ties are broken by removing
    one median ballot and comparing again (Balinski and Laraki).

    En clair : « Plus de la moitié du groupe donne au moins cette mention. »

    >>> rows = majority_judgment(["Bien", "Passable"], {"Piste": [1, 2], "Halle": [2, 1]})
    >>> [(row.option, row.median, row.rank) for row in rows]
    [('Halle', 0, 1), ('Piste', 1, 2)]
    >>> majority_judgment(["Bien"], {}), majority_judgment(["Bien"], {"Piste": [0]})[0].median
    ((), None)

    Raises ValueError, naming the option, for a number of counts that is not that of grades, a
    negative count, or an option judged by more ballots than another.

    Reference: M. Balinski, R. Laraki, *Majority Judgment*, MIT Press, 2010.
    """
    for option, given in counts.items():
        _check(option, given, grades)
    _check_same_ballots(counts)
    sequences = {option: _sequence(given) for option, given in counts.items()}
    order = sorted(sequences.values())
    return tuple(
        _judgment(option, counts[option], sequences[option], order.index(sequences[option]) + 1)
        for option in sorted(counts, key=lambda option: sequences[option])
    )


def _judgment(option: str, counts: Sequence[int], sequence: tuple[int, ...], rank: int) -> Judgment:
    if not sequence:
        return Judgment(option, None, 0, 0, (), rank)
    median = sequence[0]
    return Judgment(option, median, sum(counts[:median]), sum(counts[median + 1 :]), sequence, rank)


def _sequence(counts: Sequence[int]) -> tuple[int, ...]:
    """Ballots in the order in which medians are removed: outwards from the middle."""
    ballots = [grade for grade, count in enumerate(counts) for _ in range(count)]
    removed = []
    while ballots:
        removed.append(ballots.pop(len(ballots) // 2))
    return tuple(removed)


def _check(option: str, counts: Sequence[int], grades: Sequence[str]) -> None:
    if len(counts) != len(grades):
        raise ValueError(f"{option} : {len(counts)} effectifs pour {len(grades)} mentions.")
    for grade, count in zip(grades, counts, strict=True):
        if count < 0:
            raise ValueError(f"{option}, mention « {grade} » : l’effectif ({count}) est négatif.")


def _check_same_ballots(counts: Mapping[str, Sequence[int]]) -> None:
    totals = {option: sum(given) for option, given in counts.items()}
    most = max(totals.values(), default=0)
    if fewer := [option for option, total in totals.items() if total < most]:
        raise ValueError(
            f"{fewer[0]} : {totals[fewer[0]]} bulletins au lieu de {most} ; chaque option est "
            "jugée par les mêmes votants (qui ne dit rien donne la moins bonne mention)."
        )
