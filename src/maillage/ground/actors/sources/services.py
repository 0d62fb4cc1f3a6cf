"""What something rests on is kept with it: its own source is corrected, a note's is shared."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.sources.models import Source


def keep_source(
    author: User, cooperation: Cooperation, source: Source, own: Source | None = None
) -> Source:
    """The source of a record that has `own` so far, saved; inside the caller's write."""
    if not source._state.adding:
        return source
    if own is None:
        source.cooperation, source.author = cooperation, author
        source.save()
        return source
    own.kind, own.on, own.who = source.kind, source.on, source.who
    own.visibility = source.visibility
    own.save()
    return own
