"""Which option beats the others one against one, and does the group go round in circles?"""

from collections.abc import Sequence
from dataclasses import dataclass

Table = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Ranking:
    """Options from the most liked to the least, as places; ties in an inner list.

    Options left out come last, tied. `count` is the number of ballots like this one.
    """

    order: Sequence[int | Sequence[int]]
    count: int = 1


@dataclass(frozen=True)
class RankedChoice:
    """Duels and winners; options are places in the list of options.

    `pairwise[i][j]`: ballots that rank i above j. `strengths[i][j]`: strength of the strongest
    path from i to j (winning votes). `condorcet_winner` beats every other one (None: nobody
    does). `schulze_winners` are beaten by nobody along paths; `schulze_order` lists all options.
    `top_group` is the smallest group whose members beat all options outside it; `cycle` a circle
    of duels won inside it, each beating the next and the last the first, empty when there is none.
    """

    pairwise: Table
    strengths: Table
    condorcet_winner: int | None
    schulze_winners: tuple[int, ...]
    schulze_order: tuple[int, ...]
    top_group: tuple[int, ...]
    cycle: tuple[int, ...]


def ranked_choice(options: Sequence[str], rankings: Sequence[Ranking]) -> RankedChoice:
    """Condorcet winner, Schulze winner and circles of a vote by rankings.

    d(i,j) = ballots ranking i above j; p(i,j) = max over paths from i to j of the smallest d(a,b)
    along it, only duels won (d(a,b) > d(b,a)) being taken. i is a Schulze winner when
    p(i,j) ≥ p(j,i) for every j. O(c³) for c options.

    En clair : « Cette option bat chacune des autres en duel. »

    >>> vote = ranked_choice(["A", "B"], [Ranking([0, 1], 2), Ranking([1, 0])])
    >>> vote.condorcet_winner, vote.schulze_winners, vote.cycle
    (0, (0,), ())
    >>> turning = [Ranking([0, 1, 2]), Ranking([1, 2, 0]), Ranking([2, 0, 1])]
    >>> ranked_choice(["A", "B", "C"], turning).cycle
    (0, 1, 2)
    >>> ranked_choice([], []).schulze_winners, ranked_choice(["A"], []).condorcet_winner
    ((), 0)

    Raises ValueError, naming the ballot, for an unknown option, one ranked twice, or a negative
    count.

    Reference: M. Schulze, Social Choice and Welfare 36, 2011.
    """
    pairwise = _pairwise(len(options), rankings)
    strengths = _strengths(pairwise)
    every = range(len(options))
    winners = [i for i in every if all(pairwise[i][j] > pairwise[j][i] for j in every if j != i)]
    beaten = [sum(strengths[j][i] > strengths[i][j] for j in every) for i in every]
    top = _top_group(pairwise)
    return RankedChoice(
        pairwise=pairwise,
        strengths=strengths,
        condorcet_winner=winners[0] if winners else None,
        schulze_winners=tuple(i for i in every if beaten[i] == 0),
        schulze_order=tuple(sorted(every, key=lambda i: beaten[i])),
        top_group=top,
        cycle=_cycle(pairwise, top),
    )


def _pairwise(options: int, rankings: Sequence[Ranking]) -> Table:
    table = [[0] * options for _ in range(options)]
    for place, ranking in enumerate(rankings, start=1):
        ranks = _ranks(options, ranking, place)
        for i, row in enumerate(table):
            for j in range(options):
                row[j] += ranking.count * (ranks[i] < ranks[j])
    return tuple(map(tuple, table))


def _ranks(options: int, ranking: Ranking, place: int) -> list[int]:
    if ranking.count < 0:
        raise ValueError(f"Bulletin {place} : l’effectif ({ranking.count}) est négatif.")
    ranks = [options] * options
    for rank, level in enumerate(ranking.order):
        for option in [level] if isinstance(level, int) else level:
            if not 0 <= option < options:
                raise ValueError(f"Bulletin {place} : l’option n° {option} n’existe pas.")
            if ranks[option] < options:
                raise ValueError(f"Bulletin {place} : l’option n° {option} est classée deux fois.")
            ranks[option] = rank
    return ranks


def _strengths(pairwise: Table) -> Table:
    """Strongest paths, by widening the set of options they may go through (Floyd, Warshall)."""
    every = range(len(pairwise))
    paths = [
        [pairwise[i][j] if pairwise[i][j] > pairwise[j][i] else 0 for j in every] for i in every
    ]
    for middle in every:
        through = paths[middle]
        for i in every:
            start = paths[i][middle]
            paths[i] = [
                max(now, min(start, end)) for now, end in zip(paths[i], through, strict=True)
            ]
    for i in every:
        paths[i][i] = 0
    return tuple(map(tuple, paths))


def _top_group(pairwise: Table) -> tuple[int, ...]:
    """Smallest group whose members each beat every option outside (Smith set)."""
    every = range(len(pairwise))
    group = set(sorted(every, key=lambda i: -_duels_not_lost(pairwise, i))[:1])
    waiting = list(group)
    while waiting:
        member = waiting.pop()
        holding = {j for j in every if pairwise[j][member] >= pairwise[member][j]} - group
        group |= holding
        waiting.extend(holding)
    return tuple(sorted(group))


def _duels_not_lost(pairwise: Table, option: int) -> int:
    """Two points for a duel won, one for a tie (Copeland): the highest is in the top group."""
    row = pairwise[option]
    return sum(
        2 * (row[j] > pairwise[j][option]) + (row[j] == pairwise[j][option])
        for j in range(len(pairwise))
    )


def _cycle(pairwise: Table, group: tuple[int, ...]) -> tuple[int, ...]:
    """A circle of duels won inside the group, found once those who beat nobody are set aside."""
    beats = {i: [j for j in group if pairwise[i][j] > pairwise[j][i]] for i in group}
    while losers := [i for i, beaten in beats.items() if not beaten]:
        beats = {
            i: [j for j in beaten if j not in losers]
            for i, beaten in beats.items()
            if i not in losers
        }
    walked: list[int] = []
    option = min(beats, default=None)
    while option is not None and option not in walked:
        walked.append(option)
        option = beats[option][0]
    return tuple(walked[walked.index(option) :]) if option is not None else ()
