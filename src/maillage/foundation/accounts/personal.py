"""What waits of a person in the sessions: a form that was kept, a sentence not shown yet?"""

import json
from collections.abc import Sequence

from django.contrib.sessions.models import Session

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.accounts.kept import NAME
from maillage.foundation.accounts.sessions import SessionStore

TYPED = (NAME, "_messages")


@personal.answer
def accounts_room() -> Sequence[Room]:
    """The forms kept for whoever was signed out: theirs alone to read, erased with the person."""
    return (Room(_tell, _forget),)


def _tell(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    return ()


def _forget(somebody: Somebody) -> None:
    for session in Session.objects.iterator():
        held = session.get_decoded()
        kept = {name: said for name, said in held.items() if not _names(name, said, somebody)}
        if len(kept) < len(held):
            session.session_data = SessionStore().encode(kept)
            session.save()


def _names(name: str, said: object, somebody: Somebody) -> bool:
    return name in TYPED and somebody.is_mentioned_in(json.dumps(said, ensure_ascii=False))
