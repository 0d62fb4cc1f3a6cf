"""Generated actor games, and the formulas of MACTOR written a second time, with loops."""

from fractions import Fraction

from hypothesis import strategies as st

Row = list[int]
Table = list[Row]


@st.composite
def influence_tables(draw: st.DrawFn, *, largest: int = 6) -> Table:
    size = draw(st.integers(1, largest))
    row = st.lists(st.integers(0, 4), min_size=size, max_size=size)
    table = draw(st.lists(row, min_size=size, max_size=size))
    return [
        [0 if i == j else value for j, value in enumerate(values)] for i, values in enumerate(table)
    ]


@st.composite
def games(draw: st.DrawFn) -> tuple[Table, list[list[int | None]]]:
    influences = draw(influence_tables())
    columns = draw(st.integers(0, 5))
    cell = st.none() | st.integers(-4, 4)
    row = st.lists(cell, min_size=columns, max_size=columns)
    size = len(influences)
    return influences, draw(st.lists(row, min_size=size, max_size=size))


def names(kind: str, count: int) -> list[str]:
    return [f"{kind} {number}" for number in range(1, count + 1)]


def indirect_by_loops(table: Table) -> tuple[Table, Table]:
    size = range(len(table))
    midi = [[0] * len(table) for _ in size]
    mmidi = [[0] * len(table) for _ in size]
    for a in size:
        for b in size:
            paths = [min(table[a][c], table[c][b]) for c in size if a == b or c not in (a, b)]
            midi[a][b] = table[a][b] + sum(paths)
            mmidi[a][b] = max([table[a][b], *paths])
    return midi, mmidi


def power_by_fractions(indirect: Table, own: list[int]) -> list[Fraction]:
    size = range(len(indirect))
    influence = [sum(indirect[a][b] for b in size if b != a) for a in size]
    dependence = [sum(indirect[b][a] for b in size if b != a) for a in size]
    ratios = [
        Fraction(influence[a] - own[a], sum(influence))
        * Fraction(influence[a], influence[a] + dependence[a])
        if influence[a]
        else Fraction(0)
        for a in size
    ]
    total = sum(ratios)
    return [len(ratios) * ratio / total if total else Fraction(1) for ratio in ratios]


def pairs_by_loops(
    positions: list[list[Fraction]],
) -> tuple[list[list[Fraction]], list[list[Fraction]]]:
    size = range(len(positions))
    convergences = [[Fraction(0)] * len(positions) for _ in size]
    divergences = [[Fraction(0)] * len(positions) for _ in size]
    for i in size:
        for j in size:
            for first, second in zip(positions[i], positions[j], strict=True):
                if i != j and first * second > 0:
                    convergences[i][j] += (abs(first) + abs(second)) / 2
                if i != j and first * second < 0:
                    divergences[i][j] += (abs(first) + abs(second)) / 2
    return convergences, divergences
