"""Which tables of governance come in and go out? The answer of this room to the import wizard."""

from collections.abc import Sequence

from maillage.foundation.exchange.targets.targets import Target, imports
from maillage.trade.governance.bodies.table.target import BODIES
from maillage.trade.governance.commitments.table.target import COMMITMENTS
from maillage.trade.governance.joint_decisions.table.target import DELIBERATIONS
from maillage.trade.governance.meetings.table.target import SITTINGS


@imports.answer
def governance_imports() -> Sequence[Target]:
    """The tables by which an officer follows what is decided and given together."""
    return (DELIBERATIONS, COMMITMENTS, SITTINGS, BODIES)
