"""Everything of funding is written through one gesture of the journal."""

from contextlib import AbstractContextManager

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change

FUNDING = "funding"


def write_funding(access: Access) -> AbstractContextManager[Change]:
    """One gesture on the plans, their costs and their lines."""
    return journal.write_by(access, FUNDING)
