"""Which tables of actors come in and go out? The answer of this room to the import wizard."""

from collections.abc import Sequence

from maillage.foundation.exchange.targets.targets import Target, imports
from maillage.ground.actors.influences.table import INFLUENCES


@imports.answer
def actor_imports() -> Sequence[Target]:
    """Who can act on whom."""
    return (INFLUENCES,)
