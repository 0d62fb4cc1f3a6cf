"""The actor game as its textbook writes it: loops over actors, actors and subjects."""

from collections.abc import Sequence
from itertools import product

Table = Sequence[Sequence[int | None]]


def actor_game(influences: Sequence[Sequence[int]], positions: Table) -> None:
    """Compute MIDI, MMIDI, CAA and DAA of order 2: less than what our actor game computes."""
    indirect_influences(influences)
    convergences_and_divergences(positions)


def indirect_influences(influences: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return MIDI and MMIDI, row after row."""
    size = range(len(influences))
    midi, mmidi = [], []
    for a, b in product(size, size):
        paths = [min(influences[a][c], influences[c][b]) for c in size]
        midi.append(influences[a][b] + sum(paths))
        mmidi.append(max(influences[a][b], *paths))
    return midi, mmidi


def convergences_and_divergences(positions: Table) -> tuple[list[float], list[float]]:
    """Return CAA and DAA of order 2, row after row; a silence counts for nothing."""
    convergences, divergences = [], []
    for first, second in product(positions, positions):
        same = opposite = 0.0
        for x, y in zip(first, second, strict=True):
            if x and y and x * y > 0:
                same += (abs(x) + abs(y)) / 2
            elif x and y:
                opposite += (abs(x) + abs(y)) / 2
        convergences.append(same)
        divergences.append(opposite)
    return convergences, divergences
