"""Under which words do stakes and positions enter the journal?"""

from contextlib import AbstractContextManager

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change

TOPIC, POSITIONS = "stakes", "positions"


def write(access: Access) -> AbstractContextManager[Change]:
    """One gesture on the stakes of the cooperation."""
    return journal.write_by(access, TOPIC)
