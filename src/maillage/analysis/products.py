"""How to multiply matrices without waiting for the other workers of a small server?"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.analysis.tables import Array

ONE_PROCESSOR = 262_144


def product(left: "Array", right: "Array") -> "Array":
    """The matrix product, computed by bands that a BLAS library keeps on one processor.

    OpenBLAS shares a product between processors above 262,144 multiplications. When other workers
    are busy its threads wait for each other: a product of 200 x 200 took up to 100 ms instead of 1.

    >>> import numpy as np
    >>> product(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])).tolist()
    [[11.0]]
    >>> product(np.zeros((0, 2)), np.zeros((2, 3))).shape
    (0, 3)
    """
    import numpy as np

    band = max(2, ONE_PROCESSOR // max(1, right.size))
    starts = range(0, max(1, len(left)), band)
    return np.concatenate([left[start : start + band] @ right for start in starts])
