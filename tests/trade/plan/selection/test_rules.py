"""The mark of a project: exact, rounded once, without what is missing; who fits."""

from datetime import date
from fractions import Fraction
from json import dumps, loads

from maillage.trade.plan.selection.rules import (
    Entrant,
    Question,
    Ranking,
    Standing,
    Voice,
    fitting,
    is_admitted,
    ordered,
    points,
    standing,
    voice_score,
)

STRATEGY, REACH, LEGAL = (
    Question(1, "a", 4, 4),
    Question(2, "b", 3, 4),
    Question(3, "c", 1, 1, True),
)
GRID = [STRATEGY, REACH, LEGAL]


def voice(number: int, *values: int) -> Voice:
    return Voice(number, dict(zip((1, 2, 3), values, strict=False)))


def entrant(number: int, mean: int, wanted: int | None = 100, day: int = 1) -> Entrant:
    grid = [Question(1, "a", 1, 10), Question(2, "b", 1, 10)]
    voices = [Voice(one, {1: mean, 2: 10 - number}) for one in range(3)]
    return Entrant(number, standing(grid, voices, 3), wanted, date(2026, 9, day))


def test_a_voice_weighs_what_does_not_eliminate() -> None:
    assert [
        voice_score(GRID, voice(1, 3, 1, 1)),
        voice_score(GRID, voice(1, 3, 1, 0)),
        voice_score(GRID, voice(1, 3, 1)),
        voice_score(GRID, Voice(1, {1: 3, 2: 1, 3: 1}, stands_down=True)),
        voice_score([LEGAL], Voice(1, {3: 1})),
    ] == [Fraction(15, 28), Fraction(15, 28), None, None, None]


def test_points_are_rounded_half_up() -> None:
    assert [points(Fraction(n, 1000)) for n in (724, 725, 735)] == [72, 73, 74]


def test_no_mean_under_three_complete_voices() -> None:
    two = standing(GRID, [voice(1, 4, 4, 1), voice(2, 4, 4, 1), voice(3, 4)], 8)

    assert (two.mean, two.bounds, two.expected, len(two.scores)) == (None, None, 8, 2)
    assert (two.apart, two.missing, two.means) == ([], [], {})


def test_a_project_stands_by_its_plain_mean_and_its_spread() -> None:
    away = Voice(4, stands_down=True)
    read = standing(GRID, [voice(1, 4, 4, 0), voice(2, 4, 1, 0), voice(3, 3, 4, 1), away], 8)

    assert read.mean == (Fraction(1) + Fraction(19, 28) + Fraction(24, 28)) / 3
    assert (read.bounds, read.expected) == ((68, 100), 7)
    assert (read.apart, read.missing) == ([2], [3])
    assert read.means == {1: 11 / 12, 2: 0.75}
    assert Standing.restored(loads(dumps(read.stored()))) == read


def test_best_comes_first_then_first_filed_then_without_mean() -> None:
    silent = Entrant(9, standing(GRID, [], 3), 100, None)
    tie = Entrant(7, entrant(2, 5).standing, 100, None)

    order = ordered([silent, tie, entrant(2, 5), entrant(1, 9)])

    assert [one.number for one in order] == [1, 2, 7, 9]


def test_envelope_stops_at_the_first_that_does_not_fit() -> None:
    order = ordered([entrant(1, 9), entrant(2, 8, 150), entrant(3, 7, 50)])

    assert [
        fitting(order, 300, None),
        fitting(order, 240, None),
        fitting(order, None, None),
        fitting(order, 240, 99),
        fitting([entrant(1, 9, None)], 240, None),
    ] == [[1, 2, 3], [1], None, [], None]


def test_what_eliminates_or_is_too_low_is_not_admitted() -> None:
    refused = standing(GRID, [voice(n, 4, 4, 0) for n in range(3)], 3)

    assert [
        is_admitted(Entrant(1, refused, 1, None), None),
        is_admitted(entrant(1, 9), 90),
        is_admitted(entrant(1, 9), 91),
    ] == [False, True, False]


def test_who_fits_is_put_to_the_test_of_other_weights() -> None:
    grid = [Question(1, "a", 1, 10), Question(2, "b", 1, 10)]
    steady = Ranking(ordered([entrant(1, 9), entrant(2, 3)]), [1], grid)
    shaken = Ranking(ordered([entrant(8, 9), entrant(1, 5)]), [8], grid)

    assert steady.steadiness() == 1
    assert 0 < shaken.steadiness() < 1
    assert steady.key not in {None, shaken.key}
    assert [Ranking(steady.order, fits, grid).key for fits in (None, [], [1, 2])] == [None] * 3
