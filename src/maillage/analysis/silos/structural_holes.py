"""Whose contacts all know each other, and who stands between those who do not?"""

from typing import TYPE_CHECKING

from maillage.analysis.silos.network import Network, adjacency, ties

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from maillage.analysis.tables import Array

Undefined = None | float


def constraint(reading: Network) -> tuple[Undefined, ...]:
    """Burt's constraint of each structure; `None` (shown "–") for one without any link.

    c_i = Σ_{j≠i} (p_ij + Σ_{q≠i,j} p_iq p_qj)², with p_ij the share that j takes in the links of i,
    the sum being over the contacts j of i. Near 0: many contacts that do not know each other. At 1
    and above: everything goes through one contact, or through contacts tied together.

    En clair : « Plus le chiffre est haut, plus la structure est enfermée dans son cercle. »

    >>> from maillage.analysis.silos import network
    >>> constraint(network("ABC", ["AB"]))
    (1.0, 1.0, None)
    >>> constraint(network("ABC", ["AB", "AC"]))
    (0.5, 1.0, 1.0)
    >>> constraint(network([], []))
    ()

    Reference: R. Burt, *Structural Holes* (1992); *Structural holes and good ideas*, AJS 110
    (2004).
    """
    import numpy as np

    if not reading.nodes:
        return ()
    shares, strength = _shares(reading)
    indirect = (shares @ shares).multiply(ties(reading))
    invested = (shares + indirect).power(2)
    total = np.asarray(invested.sum(axis=1)).ravel()
    return _defined(total, strength)


def effective_size(reading: Network) -> tuple[Undefined, ...]:
    """Number of contacts of each structure, less their redundancy; `None` without any link.

    e_i = Σ_j (1 - Σ_{q≠i,j} p_iq m_jq), with p_iq the share of q in the links of i and m_jq the
    strength of the link j-q divided by the strongest link of j. Without weights it is the number
    of contacts less the mean number of links each has with the others.

    En clair : « Combien de cercles vraiment différents la structure met en relation. »

    >>> from maillage.analysis.silos import network
    >>> effective_size(network("ABCD", ["AB", "AC", "BC"]))
    (1.0, 1.0, 1.0, None)
    >>> effective_size(network("ABC", ["AB", "AC"]))
    (2.0, 1.0, 1.0)

    Reference: R. Burt, *Structural Holes* (1992); S. Borgatti, *Connections* 20 (1997).
    """
    import numpy as np

    if not reading.nodes:
        return ()
    weights = adjacency(reading)
    shares, strength = _shares(reading)
    strongest = np.maximum(weights.max(axis=1).toarray().ravel(), 1e-300)
    relative = _scaled(weights, 1 / strongest)
    redundancy = (shares @ relative.T).multiply(ties(reading))
    contacts = np.array(reading.degrees(), dtype=float)
    total = contacts - np.asarray(redundancy.sum(axis=1)).ravel()
    return _defined(total, strength)


def _shares(reading: Network) -> tuple["csr_array", "Array"]:
    import numpy as np

    weights = adjacency(reading)
    strength = np.asarray(weights.sum(axis=1), dtype=float).ravel()
    inverse = np.divide(1.0, strength, out=np.zeros_like(strength), where=strength > 0)
    return _scaled(weights, inverse), strength


def _scaled(matrix: "csr_array", factors: "Array") -> "csr_array":
    import numpy as np
    from scipy.sparse import csr_array

    data = matrix.data * np.repeat(factors, np.diff(matrix.indptr))
    return csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _defined(values: "Array", strength: "Array") -> tuple[Undefined, ...]:
    return tuple(
        value if linked else None
        for value, linked in zip(values.tolist(), (strength > 0).tolist(), strict=True)
    )
