"""Which single doubtful cell is enough to change what is read?"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from maillage.analysis.actor_game import influence_reading, is_near_mean
from maillage.analysis.common_ground import Label, subject_reading
from maillage.analysis.tables import Cells

if TYPE_CHECKING:
    from maillage.analysis.tables import Array

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
STRONGEST = 4


def deciding_cells(
    cells: Mapping[Key, Value],
    doubtful: Iterable[Key],
    reversed_value: Callable[[Value], Value],
    read: Callable[[Mapping[Key, Value]], object],
) -> tuple[Key, ...]:
    """The doubtful cells of which the removal or the reversal, alone, changes what `read` says.

    A cell that `cells` does not hold is left out.

    En clair : « Si cette seule case est fausse, la lecture ne tient plus. »

    >>> def side(cells): return sum(cells.values()) > 0
    >>> deciding_cells({"EPCI": 3, "Pays": -2}, ["EPCI", "Pays"], lambda value: -value, side)
    ('EPCI',)
    >>> deciding_cells({"EPCI": 3}, [], lambda value: -value, side)
    ()
    """
    now = read(cells)

    def decides(key: Key) -> bool:
        without = {other: value for other, value in cells.items() if other != key}
        turned = {**cells, key: reversed_value(cells[key])}
        return read(without) != now or read(turned) != now

    return tuple(key for key in doubtful if key in cells and decides(key))


def deciding_positions(
    positions: Sequence[int | None], doubtful: Iterable[int], least_coverage: float = 0.0
) -> tuple[int, ...]:
    """The places of the doubtful positions that alone change the label of a subject.

    `positions` are whole numbers from -4 to +4, one for each structure, `None` for a silence. Below
    `least_coverage` (0 to 1) a subject has no label. A neutral position is only removed: it is its
    own reverse. Two positions of the same value decide alike.

    En clair : « Une position à confirmer suffit à changer le mot posé sur l’enjeu. »

    >>> deciding_positions([3, 2, -3], [2])
    (2,)
    >>> deciding_positions([3, 3, 3, -3, -3, -3, None], [0])
    ()

    Raises ValueError naming the structure and the rule.
    """
    count = len(positions)
    cells = {place: value for place, value in enumerate(positions) if value is not None}
    names = [str(place) for place in range(count)]

    def label(left: Mapping[int, int]) -> Label | None:
        if not count or len(left) / count < least_coverage:
            return None
        return subject_reading("", names, [left.get(place) for place in range(count)]).label

    tried: dict[int, list[int]] = {}
    for place in doubtful:
        if place in cells:
            tried.setdefault(cells[place], []).append(place)
    firsts = [places[0] for places in tried.values()]
    decisive = deciding_cells(cells, firsts, lambda value: -value, label)
    return tuple(sorted(place for first in decisive for place in tried[cells[first]]))


def deciding_influences(
    influences: Cells, doubtful: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The doubtful influences (row, column) that alone take an actor out of where it may be.

    An actor that comes near the mean, or leaves it, may still be in the same quarter.

    `influences` is n x n, whole numbers from 0 to 4, zero diagonal, `None` for a silence. A cell is
    removed, then turned on its scale (4 for 0, 3 for 1). The sums of MIDI are mended by what one
    cell changes in them, not computed again.

    En clair : « Une influence à confirmer suffit à déplacer quelqu’un sur le plan. »

    >>> deciding_influences([[0, 3], [1, 0]], [(0, 1), (1, 0)])
    ((0, 1),)
    >>> deciding_influences([[0, None], [None, 0]], [])
    ()

    Raises ValueError naming the row, the column and the rule.

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod (MACTOR).
    """
    import numpy as np

    reading = influence_reading([str(place) for place in range(len(influences))], influences)
    if not reading.actors:
        return ()
    direct = np.array([[value or 0 for value in row] for row in influences], dtype=float)
    sums = np.array(reading.influence), np.array(reading.dependence)
    sides = _sides(*sums)
    return tuple(
        cell
        for cell in doubtful
        if any(
            (_sides(*_mended(direct, sums, cell, value)) * sides < 0).any()
            for value in (0.0, STRONGEST - float(direct[cell]))
        )
    )


def _sides(*sums: "Array") -> "Array":
    """Of each actor, 1 above the mean, −1 below, 0 near it, in one row for each sum."""
    import numpy as np

    return np.array([[_side(value, one.mean()) for value in one] for one in sums])


def _side(value: float, mean: float) -> int:
    if is_near_mean(value, mean):
        return 0
    return 1 if value > mean else -1


def _mended(
    direct: "Array", sums: tuple["Array", "Array"], cell: tuple[int, int], value: float
) -> tuple["Array", "Array"]:
    """Influences and dependences with this value in one cell: the ways through it alone change."""
    import numpy as np

    row, column = cell
    was = direct[cell]
    influence, dependence = (one.copy() for one in sums)
    beyond = np.minimum(value, direct[column]) - np.minimum(was, direct[column])
    before = np.minimum(value, direct[:, row]) - np.minimum(was, direct[:, row])
    beyond[row] = before[column] = 0
    influence += before
    influence[row] += value - was + beyond.sum()
    dependence += beyond
    dependence[column] += value - was + before.sum()
    return influence, dependence
