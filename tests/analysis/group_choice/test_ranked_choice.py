"""Votes by rankings: duels, strongest paths, circles."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.group_choice import RankedChoice, Ranking, ranked_choice

OPTIONS = ["Piste", "Halle", "Étude", "Navette"]
ballots = st.lists(
    st.builds(Ranking, st.permutations(range(4)).map(lambda order: order[:3]), st.integers(0, 5)),
    max_size=5,
)


def strongest_path(table: tuple[tuple[int, ...], ...], start: int, end: int) -> int:
    """By trying every path."""
    others = [i for i in range(len(table)) if i not in (start, end)]
    paths = [
        (start, *middle, end)
        for size in range(len(others) + 1)
        for middle in permutations(others, size)
    ]
    return max(
        min(table[a][b] if table[a][b] > table[b][a] else 0 for a, b in pairwise(path))
        for path in paths
    )


@given(ballots)
def test_strengths_are_those_of_the_best_of_all_paths(rankings: list[Ranking]) -> None:
    vote = ranked_choice(OPTIONS, rankings)

    for i in range(4):
        for j in range(4):
            expected = 0 if i == j else strongest_path(vote.pairwise, i, j)
            assert vote.strengths[i][j] == expected


@given(ballots)
def test_a_condorcet_winner_wins_everything(rankings: list[Ranking]) -> None:
    vote = ranked_choice(OPTIONS, rankings)

    winner = vote.condorcet_winner
    assert winner is None or (vote.schulze_winners, vote.top_group) == ((winner,), (winner,))
    assert set(vote.schulze_winners) <= set(vote.top_group)
    assert vote.schulze_order[0] == vote.schulze_winners[0]


@given(ballots)
def test_a_cycle_is_a_circle_of_duels_won(rankings: list[Ranking]) -> None:
    vote = ranked_choice(OPTIONS, rankings)

    won = {
        (i, j)
        for i in vote.top_group
        for j in vote.top_group
        if vote.pairwise[i][j] > vote.pairwise[j][i]
    }
    can_be_lined_up = any(
        all(order.index(i) < order.index(j) for i, j in won) for order in permutations(range(4))
    )
    assert set(zip(vote.cycle, vote.cycle[1:] + vote.cycle[:1], strict=True)) <= won
    assert bool(vote.cycle) != can_be_lined_up


@given(ballots, st.permutations(range(4)))
def test_permuting_options_permutes_the_winners(rankings: list[Ranking], new: list[int]) -> None:
    moved = [
        Ranking([new[option] for option in ranking.order if isinstance(option, int)], ranking.count)
        for ranking in rankings
    ]

    first, second = ranked_choice(OPTIONS, rankings), ranked_choice(OPTIONS, moved)

    assert {new[i] for i in first.schulze_winners} == set(second.schulze_winners)
    assert {new[i] for i in first.top_group} == set(second.top_group)


def test_ties_and_options_left_out_are_read() -> None:
    vote = ranked_choice(["Piste", "Halle", "Étude"], [Ranking([[0, 1]], 3), Ranking([1])])

    assert vote == RankedChoice(
        pairwise=((0, 0, 3), (1, 0, 4), (0, 0, 0)),
        strengths=((0, 0, 3), (1, 0, 4), (0, 0, 0)),
        condorcet_winner=1,
        schulze_winners=(1,),
        schulze_order=(1, 0, 2),
        top_group=(1,),
        cycle=(),
    )


def test_equal_options_are_no_cycle() -> None:
    vote = ranked_choice(["Piste", "Halle"], [])

    assert (vote.condorcet_winner, vote.schulze_winners, vote.top_group, vote.cycle) == (
        None,
        (0, 1),
        (0, 1),
        (),
    )


@pytest.mark.parametrize(
    ("ranking", "message"),
    [
        (Ranking([0], -1), "Bulletin 1 : l’effectif (-1) est négatif."),
        (Ranking([4]), "Bulletin 1 : l’option n° 4 n’existe pas."),
        (Ranking([0, [1, 0]]), "Bulletin 1 : l’option n° 0 est classée deux fois."),
    ],
)
def test_wrong_input_is_refused(ranking: Ranking, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        ranked_choice(OPTIONS, [ranking])

    assert str(refused.value) == message
