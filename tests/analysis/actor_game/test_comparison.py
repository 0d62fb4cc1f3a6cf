"""Who moved between two dates."""

import pytest
from hypothesis import given

from maillage.analysis.actor_game import (
    ActorChange,
    Comparison,
    Move,
    MoveKind,
    PairChange,
    Quadrant,
    actor_game,
    compare_games,
)
from maillage.analysis.actor_game.comparison import move_kind
from tests.analysis.actor_game.games import games
from tests.analysis.actor_game.test_positions import Game, read


def test_moves_pairs_and_powers_by_hand() -> None:
    before = actor_game(
        ["EPCI", "Commune", "Club"], [[0, 2, 0], [1, 0, 0], [0, 0, 0]], ["Eau", "Bus"],
        [[3, 1], [-2, None], [0, 0]],
    )  # fmt: skip
    after = actor_game(
        ["Commune", "EPCI", "Pays"], [[0, 2, 0], [1, 0, 0], [0, 0, 0]], ["Eau", "Vélo"],
        [[1, 4], [3, 4], [-4, -4]],
    )  # fmt: skip

    assert compare_games(before, after) == Comparison(
        arrived=("Pays",),
        left=("Club",),
        actors=(
            ActorChange("EPCI", 3.0, 0.0, Quadrant.DOMINANT, Quadrant.DOMINATED),
            ActorChange("Commune", 0.0, 3.0, Quadrant.DOMINATED, Quadrant.DOMINANT),
        ),
        moves=(Move("Commune", "Eau", -2.0, 1.0, MoveKind.SWITCHES),),
        pairs=(PairChange("EPCI", "Commune", -2.5, 2.0),),
    )


def test_pairs_that_came_closest_come_first_and_a_silence_that_ends_is_no_move() -> None:
    flat = [[0, 0, 0]] * 3
    names = ["EPCI", "Commune", "Club"]
    before = actor_game(names, flat, ["Eau", "Bus"], [[2, None], [2, 1], [-2, 3]])
    after = actor_game(names, flat, ["Eau", "Bus"], [[2, 3], [-2, 1], [-2, 3]])

    assert compare_games(before, after).pairs == (
        PairChange("Commune", "Club", 0.0, 4.0),
        PairChange("EPCI", "Commune", 2.0, -2.0),
    )


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, 0.0, MoveKind.SPEAKS),
        (2.0, None, MoveKind.FALLS_SILENT),
        (2.0, -1.0, MoveKind.SWITCHES),
        (0.0, -1.0, MoveKind.ENGAGES),
        (2.0, 0.0, MoveKind.WITHDRAWS),
        (-2.0, -3.0, MoveKind.STRENGTHENS),
        (4.0, 3.0, MoveKind.WEAKENS),
    ],
)
def test_every_move_has_a_name(before: float | None, after: float | None, kind: MoveKind) -> None:
    assert move_kind(before, after) is kind


@given(games())
def test_nothing_moved_between_a_date_and_itself(game: Game) -> None:
    comparison = compare_games(read(game), read(game))

    assert (comparison.arrived, comparison.left) == ((), ())
    assert (comparison.moves, comparison.pairs) == ((), ())


def test_games_without_a_common_actor_share_nothing() -> None:
    march = actor_game(["EPCI"], [[0]], ["Eau"], [[1]])
    june = actor_game(["Pays"], [[0]], ["Eau"], [[1]])

    assert compare_games(march, june) == Comparison(("Pays",), ("EPCI",), (), (), ())
