"""What something rests on is kept with it: its own source is corrected, a note's is shared."""

from maillage.foundation.accounts.models import User
from maillage.ground.actors.models import Source
from maillage.trade.context.models import Relation, Signal


def keep_source(author: User, record: Relation | Signal, source: Source) -> Source:
    """The source of this record, kept; inside the write of who calls it."""
    if not source._state.adding:
        return source
    if record._state.adding:
        source.cooperation, source.author = record.cooperation, author
        source.save()
        return source
    own = record.source
    own.kind, own.on, own.who = source.kind, source.on, source.who
    own.visibility = source.visibility
    own.save()
    return own
