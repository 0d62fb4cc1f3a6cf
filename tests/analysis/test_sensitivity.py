"""Which doubtful cell is enough to change a reading, against readings made whole again."""

from random import Random

import pytest

from maillage.analysis.actor_game import Quadrant, influence_reading, possible_quadrants
from maillage.analysis.sensitivity import (
    deciding_cells,
    deciding_influences,
    deciding_positions,
)


def test_a_cell_that_changes_nothing_decides_nothing() -> None:
    assert deciding_cells({"a": 1, "b": 2}, ["a", "b", "c"], lambda value: -value, len) == (
        "a",
        "b",
    )
    assert deciding_cells({"a": 1}, ["a"], lambda value: -value, lambda _cells: "same") == ()


@pytest.mark.parametrize(
    ("positions", "doubtful", "expected"),
    [
        ([3, 2, None], [0, 1], (0, 1)),  # one of two turned: two camps
        ([3], [0], (0,)),  # alone: without it nobody has spoken
        ([3, 2, 1, -1], [3], (3,)),  # the only opponent
        ([3, 3, 3, -3, -3, -3], [0], ()),  # a conflict of three against three holds
        ([0, 2, 2], [0], ()),  # a neutral position removed leaves a common ground
        ([], [], ()),
        ([None, 2], [0], ()),  # a silence is no position
        ([2, 2, -1, -1], [2, 3, 1], ()),  # two camps whichever is turned
    ],
)
def test_deciding_positions(
    positions: list[int | None], doubtful: list[int], expected: tuple[int, ...]
) -> None:
    assert deciding_positions(positions, doubtful) == expected


def test_a_removal_may_leave_too_few_positions() -> None:
    positions = [2, 2, 2, 2, None, None, None, None, None, None]

    assert deciding_positions(positions, [0], 0.3) == (0,)
    assert deciding_positions([2, 2, 0, 0, *[None] * 6], [2]) == ()
    assert deciding_positions([2, 2, 0, 0, *[None] * 6], [2], 0.4) == (2,)


@pytest.mark.parametrize("seed", range(6))
def test_mended_sums_are_those_of_a_whole_reading(seed: int) -> None:
    source, size = Random(seed), 6
    table = [
        [0 if row == column else source.choice([None, 0, 1, 2, 3, 4]) for column in range(size)]
        for row in range(size)
    ]
    cells = [
        (row, column)
        for row in range(size)
        for column in range(size)
        if row != column and table[row][column] is not None
    ]
    names = [str(place) for place in range(size)]

    def quadrants(changed: list[list[int | None]]) -> list[set[Quadrant]]:
        reading = influence_reading(names, changed)
        mean = sum(reading.influence) / size
        places = zip(reading.influence, reading.dependence, strict=True)
        return [set(possible_quadrants(*place, mean)) for place in places]

    def leaves(cell: tuple[int, int], value: int | None) -> bool:
        changed = [list(row) for row in table]
        changed[cell[0]][cell[1]] = value
        return any(not was & is_now for was, is_now in zip(now, quadrants(changed), strict=True))

    now = quadrants(table)
    expected = tuple(
        (row, column)
        for row, column in cells
        if any(leaves((row, column), value) for value in (None, 4 - (table[row][column] or 0)))
    )
    assert deciding_influences(table, cells) == expected


def test_nobody_and_one_actor_have_nothing_to_decide() -> None:
    assert deciding_influences([], []) == ()
    assert deciding_influences([[0]], []) == ()
