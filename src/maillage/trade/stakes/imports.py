"""Which tables of stakes come in and go out? The answer of this room to the import wizard."""

from collections.abc import Sequence

from maillage.foundation.exchange.targets.targets import Target, imports
from maillage.trade.stakes.positions.table.target import POSITIONS


@imports.answer
def stake_imports() -> Sequence[Target]:
    """What each structure wants."""
    return (POSITIONS,)
