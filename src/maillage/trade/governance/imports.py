"""Which tables of governance come in and go out? The answer of this room to the import wizard."""

from collections.abc import Sequence

from maillage.foundation.exchange.targets.points import Target, imports
from maillage.trade.governance.body_import import BODIES
from maillage.trade.governance.commitment_import import COMMITMENTS
from maillage.trade.governance.council_import import DELIBERATIONS
from maillage.trade.governance.sitting_import import SITTINGS


@imports.answer
def governance_imports() -> Sequence[Target]:
    """The tables by which an officer follows what is decided and given together."""
    return (DELIBERATIONS, COMMITMENTS, SITTINGS, BODIES)
