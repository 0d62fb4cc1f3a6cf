"""Who wrote on this record while one was writing?"""

from django.db.models import Model

from maillage.core.stale import Rival
from maillage.foundation.journal.queries import last_writer


def rival_of(record: Model) -> Rival | None:
    """The last writer of the record and the moment in words, or None when nobody is known."""
    writer = last_writer(record)
    return None if writer is None else Rival.at(writer.name, writer.at)
