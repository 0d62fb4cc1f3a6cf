"""Everything of the plan is written through one gesture of the journal."""

from contextlib import AbstractContextManager

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change

ACTIONS, SHARES = "actions", "shares"


def write_plan(
    author: User | None, cooperation: Cooperation, topic: str = ACTIONS, via: str = ""
) -> AbstractContextManager[Change]:
    """One gesture on the plan; `via` names who answered without account."""
    return journal.write_in(author, cooperation, topic, via)
