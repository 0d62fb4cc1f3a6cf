"""Which actions beat the others criterion by criterion? A second opinion (PROMETHEE II)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Outranking:
    """Flows of each action: how much it beats the others, is beaten, and the difference.

    All are between 0 and 1, the net flow between -1 and 1; `order` lists places from the best.
    """

    phi_plus: tuple[float, ...]
    phi_minus: tuple[float, ...]
    net: tuple[float, ...]
    order: tuple[int, ...]


def outranking(
    table: Sequence[Sequence[float]],
    weights: Sequence[float],
    senses: Sequence[int],
    *,
    indifference: Sequence[float] | None = None,
    preference: Sequence[float] | None = None,
) -> Outranking:
    """PROMETHEE II flows of the rows of a table.

    With d_k = sense_k (a_k - b_k), π(a,b) = Σ_k w_k P_k(d_k) / Σ_k w_k, φ⁺(a) = Σ_b π(a,b)/(n-1),
    φ⁻(a) = Σ_b π(b,a)/(n-1), φ = φ⁺ - φ⁻. P(d) is 0 up to the indifference threshold, 1 from the
    preference threshold (and above both when equal), linear between: thresholds of 0, the
    default, give the usual function (1 as soon as d > 0). `senses`: 1 more is better, -1 less.

    En clair : « Une action passe devant si elle l’emporte sur les critères qui pèsent. »

    >>> outranking([[3, 10], [1, 20]], [2, 1], [1, -1]).net
    (1.0, -1.0)
    >>> outranking([[3.0]], [1], [1]).net, outranking([], [1], [1]).order
    ((0.0,), ())

    Raises ValueError, naming the row and the column, for a table of the wrong shape, NaN, a
    negative weight, no weight, a sense other than 1 and -1, a preference threshold below the
    indifference one.

    Reference: J.-P. Brans, P. Vincke, Management Science 31, 1985.
    """
    import numpy as np

    low = indifference or [0.0] * len(weights)
    high = preference or low
    _check(table, weights, senses)
    _check_thresholds(low, high, len(weights))
    rows, total = len(table), float(sum(weights))
    values = np.array(table, dtype=float).reshape(rows, len(weights))
    preferred = np.zeros((rows, rows))
    for k, weight in enumerate(weights):
        gain = senses[k] * (values[:, None, k] - values[None, :, k])
        preferred += weight / total * _preference(gain, low[k], high[k])
    others = max(1, rows - 1)
    plus, minus = preferred.sum(axis=1) / others, preferred.sum(axis=0) / others
    net = (plus - minus).tolist()
    return Outranking(
        phi_plus=tuple(plus.tolist()),
        phi_minus=tuple(minus.tolist()),
        net=tuple(net),
        order=tuple(sorted(range(rows), key=lambda row: -round(net[row], 12))),
    )


def _preference(gain: "NDArray[np.float64]", low: float, high: float) -> "NDArray[np.float64]":
    import numpy as np

    if high == low:
        return (gain > low).astype(float)
    return np.clip((gain - low) / (high - low), 0.0, 1.0)


def _check(
    table: Sequence[Sequence[float]], weights: Sequence[float], senses: Sequence[int]
) -> None:
    if len(senses) != len(weights):
        raise ValueError(f"{len(senses)} sens donnés pour {len(weights)} poids.")
    for k, (weight, sense) in enumerate(zip(weights, senses, strict=True), start=1):
        if not 0 <= weight < float("inf"):
            raise ValueError(f"Critère {k} : le poids ({weight}) doit être positif.")
        if sense not in (1, -1):
            raise ValueError(f"Critère {k} : le sens ({sense}) vaut 1 (plus) ou -1 (moins).")
    if not sum(weights):
        raise ValueError("Critères : donnez un poids à l’un d’eux au moins.")
    for row, values in enumerate(table, start=1):
        if len(values) != len(weights):
            raise ValueError(f"Ligne {row} : {len(values)} valeurs pour {len(weights)} critères.")
        for k, value in enumerate(values, start=1):
            if not abs(value) < float("inf"):
                raise ValueError(f"Ligne {row}, critère {k} : « {value} » n’est pas un nombre.")


def _check_thresholds(low: Sequence[float], high: Sequence[float], criteria: int) -> None:
    if len(low) != criteria or len(high) != criteria:
        raise ValueError(f"Seuils : donnez-en un par critère ({criteria}).")
    for k, (indifferent, preferred) in enumerate(zip(low, high, strict=True), start=1):
        if not 0 <= indifferent <= preferred:
            raise ValueError(
                f"Critère {k} : seuils {indifferent} puis {preferred} ; "
                "l’indifférence ne dépasse pas la préférence."
            )
