"""What does the history of a sheet tell this reader?"""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.journal import queries as journal
from maillage.foundation.journal.queries import Gesture


def history(
    access: Access,
    sheet: str,
    *,
    also: Iterable[QuerySet[Model]] = (),
    hidden: frozenset[str] = frozenset(),
    unquoted: frozenset[str] = frozenset(),
) -> list[Gesture]:
    """The last gestures on this sheet, newest first; an observer reads nobody's name.

    `also`, `hidden` and `unquoted` are those of the history of the journal.
    """
    gestures = journal.history(
        sheet, cooperation_id=access.cooperation_id, also=also, hidden=hidden, unquoted=unquoted
    )
    if access.role != Role.OBSERVER:
        return gestures
    return [replace(one, author=_("Une personne")) for one in gestures]
