"""Who asks at a point? Always an access; the core, below, only knows it as a reader."""

from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.models import Access


def as_access(reader: Reader) -> Access:
    """The reader as the access it is. Raises TypeError for anything else."""
    if not isinstance(reader, Access):
        raise TypeError(f"Un point se demande avec un accès, pas {type(reader).__name__}.")
    return reader
