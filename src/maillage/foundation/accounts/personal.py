"""What waits of a person in the sessions: a form that was kept, a sentence not shown yet?"""

import json
from collections.abc import Sequence

from django.contrib.sessions.models import Session

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.accounts.sessions import SessionStore
from maillage.foundation.accounts.waiting_forms import NAME

TYPED = (NAME, "_messages")


@personal.answer
def accounts_room() -> Sequence[Room]:
    """The forms kept for whoever was signed out: theirs alone to read, erased with the person."""
    return (Room(_export, _forget),)


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    return ()


def _forget(somebody: Somebody) -> None:
    for session in Session.objects.iterator():
        values = session.get_decoded()
        context = {
            name: value for name, value in values.items() if not _names(name, value, somebody)
        }
        if len(context) < len(values):
            session.session_data = SessionStore().encode(context)
            session.save()


def _names(name: str, value: object, somebody: Somebody) -> bool:
    return name in TYPED and somebody.is_mentioned_in(json.dumps(value, ensure_ascii=False))
