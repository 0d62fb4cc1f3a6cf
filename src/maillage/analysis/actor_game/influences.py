"""Who really weighs, once influences passed on by others are counted?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from maillage.analysis.products import product
from maillage.analysis.tables import (
    Cells,
    Matrix,
    Table,
    Vector,
    as_matrix,
    as_vector,
    distinct_names,
    read_cells,
    refused_cell,
)

if TYPE_CHECKING:
    from maillage.analysis.tables import Array

LEVELS = (1, 2, 3, 4)
INFLUENCES = Table("Influences", "une influence est un nombre entier de 0 à 4.", 0, 4)
NO_SELF_INFLUENCE = "un acteur n’a pas d’influence directe sur lui-même, la diagonale vaut 0."


class Quadrant(StrEnum):
    """Place of an actor on the plane of influence and dependence."""

    DOMINANT = "dominant"
    RELAY = "relais"
    AUTONOMOUS = "autonome"
    DOMINATED = "dominé"


@dataclass(frozen=True)
class InfluenceReading:
    """Direct and indirect influences of n actors, row acts on column.

    `midi` and `mmidi` keep their diagonal (what an actor gets back of its own influence).
    `influence` and `dependence` leave it out. `r_star`, `r_star_without_self_term` and `q_star`
    have mean 1. `stability` is a percentage, `None` when nobody influences anybody.
    `coverage` is the share of the off-diagonal cells that are known.
    """

    actors: tuple[str, ...]
    midi: Matrix
    mmidi: Matrix
    influence: Vector
    dependence: Vector
    r: Vector
    r_star: Vector
    r_star_without_self_term: Vector
    q_star: Vector
    net_scale: Matrix
    quadrants: tuple[Quadrant, ...]
    stability: float | None
    coverage: float


def influence_reading(actors: Sequence[str], influences: Cells) -> InfluenceReading:
    """Power of each actor, from a table of direct influences (whole numbers from 0 to 4).

    MIDI(a,b) = MDI(a,b) + Σ_c min(MDI(a,c), MDI(c,b)), and MMIDI takes the strongest of these
    paths instead of their sum. Influence I_a = Σ_{b≠a} MIDI(a,b), dependence
    D_a = Σ_{b≠a} MIDI(b,a). r_a = (I_a - MIDI(a,a)) / ΣI · I_a / (I_a + D_a), and
    R*_a = n r_a / Σr. Q* is the same ratio on MMIDI without its diagonal. The net scale is
    MIDI(a,b) - MIDI(b,a). Stability is 100 Σ|I - D| / 2ΣI.

    En clair : « Une structure pèse si elle influence les autres, même par ricochet, sans dépendre
    d’elles. »

    A silent cell (`None`) counts for no influence; `coverage` says how many cells are known.
    An actor without influence nor dependence has r = 0. When no r is above 0 (nobody influences
    anybody, or all influences answer each other) every actor weighs 1.

    >>> influence_reading(["Commune", "EPCI"], [[0, 3], [1, 0]]).r_star
    (2.0, 0.0)
    >>> influence_reading(["Commune", "EPCI"], [[0, None], [None, 0]]).r_star
    (1.0, 1.0)
    >>> alone = influence_reading(["Commune"], [[0]])
    >>> alone.r_star, alone.stability, alone.coverage
    ((1.0,), None, 0.0)
    >>> influence_reading([], []).r_star
    ()

    Raises ValueError naming the row, the column and the rule.

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod; LIPSOR.
    """
    names = distinct_names(actors, "Acteurs")
    direct = read_cells(influences, INFLUENCES, names, names)
    value = _readable_share(direct)
    direct = _without_silence(direct, names)
    midi, mmidi = _indirect(direct)
    influence, dependence = _sums(midi)
    ratios = _ratios(influence, dependence, midi.diagonal())
    return InfluenceReading(
        actors=names,
        midi=as_matrix(midi),
        mmidi=as_matrix(mmidi),
        influence=as_vector(influence),
        dependence=as_vector(dependence),
        r=as_vector(ratios),
        r_star=as_vector(_with_mean_one(ratios)),
        r_star_without_self_term=as_vector(_with_mean_one(_ratios(influence, dependence))),
        q_star=as_vector(_with_mean_one(_ratios(*_sums(mmidi)))),
        net_scale=as_matrix(midi - midi.T),
        quadrants=_quadrants(influence, dependence),
        stability=_stability(influence, dependence),
        coverage=value,
    )


def _readable_share(direct: "Array") -> float:
    import numpy as np

    size = len(direct)
    array = ~np.isnan(direct) & ~np.eye(size, dtype=bool)
    return int(array.sum()) / (size * (size - 1)) if size > 1 else 0.0


def _without_silence(direct: "Array", names: tuple[str, ...]) -> "Array":
    import numpy as np

    direct = np.nan_to_num(direct)
    for index in np.flatnonzero(direct.diagonal()):
        cell = (int(index), names[index])
        value = int(direct[index, index])
        raise refused_cell(INFLUENCES.name, cell, cell, value, NO_SELF_INFLUENCE)
    return direct


def _indirect(direct: "Array") -> tuple["Array", "Array"]:
    """MIDI and MMIDI; min(x, y) of whole numbers is the count of levels both reach."""
    import numpy as np

    midi, mmidi = direct.copy(), direct.copy()
    for level in LEVELS:
        reached = (direct >= level).astype(float)
        paths = product(reached, reached)
        midi += paths
        np.maximum(mmidi, level * (paths > 0), out=mmidi)
    return midi, mmidi


def _sums(indirect: "Array") -> tuple["Array", "Array"]:
    own = indirect.diagonal()
    return indirect.sum(axis=1) - own, indirect.sum(axis=0) - own


def _ratios(influence: "Array", dependence: "Array", own: "Array | float" = 0.0) -> "Array":
    import numpy as np

    exchanged = influence + dependence
    total = influence.sum()
    ratios: Array = np.divide(
        (influence - own) * influence,
        total * exchanged,
        out=np.zeros_like(influence),
        where=exchanged * total > 0,
    )
    return ratios


def _with_mean_one(ratios: "Array") -> "Array":
    import numpy as np

    total = ratios.sum()
    return len(ratios) * ratios / total if total > 0 else np.ones_like(ratios)


def _stability(influence: "Array", dependence: "Array") -> float | None:
    total = float(influence.sum())
    return 100 * float(abs(influence - dependence).sum()) / (2 * total) if total else None


def _quadrants(influence: "Array", dependence: "Array") -> tuple[Quadrant, ...]:
    if not len(influence):
        return ()
    influential = influence > influence.mean()
    dependent = dependence > dependence.mean()
    return tuple(map(_quadrant, influential.tolist(), dependent.tolist()))


def _quadrant(influential: bool, dependent: bool) -> Quadrant:
    if influential:
        return Quadrant.RELAY if dependent else Quadrant.DOMINANT
    return Quadrant.DOMINATED if dependent else Quadrant.AUTONOMOUS
