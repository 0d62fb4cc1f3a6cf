"""Is there anything to tell? Asked of all the rooms in one query, before any of them reads.

The answer is the same for all the readers of a cooperation, and kept until something is written.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db.models import Exists, Model, QuerySet

from maillage.foundation.cooperations.spaces.models import Access, Cooperation
from maillage.foundation.journal.remembered import Remembered

Key = tuple[str, int, date, date]
Rows = Callable[[int, date, date], Mapping[str, QuerySet[Model]]]

_shared: ContextVar[dict[Key, frozenset[str]] | None] = ContextVar("at_hand", default=None)


class AtHand:
    """What each room may have to tell of a period: rows of a cooperation, each under a name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rooms: list[Rows] = []
        self._kept: Remembered[frozenset[str]] = Remembered()

    def answer(self, rows: Rows) -> Rows:
        """Registers a room's rows: of this cooperation, from the first day to the last."""
        self._rooms.append(rows)
        return rows

    def held(self, access: Access, first: date, last: date) -> frozenset[str]:
        """The names under which there are rows, in any room; one query, or none when known."""
        key = (self.name, access.cooperation_id, first, last)
        shared = _shared.get()
        if shared is not None and key in shared:
            return shared[key]
        found = self._kept.of(key, access.cooperation.workspace_id, lambda: self._ask(key))
        if shared is not None:
            shared[key] = found
        return found

    def _ask(self, key: Key) -> frozenset[str]:
        _name, number, first, last = key
        asked = {
            name: rows for room in self._rooms for name, rows in room(number, first, last).items()
        }
        place: QuerySet[Cooperation] = Cooperation.objects.filter(pk=number)
        told = place.values_list(*(Exists(rows) for rows in asked.values())).get()
        return frozenset(name for name, holds in zip(asked, told, strict=True) if holds)


waits_at_hand = AtHand("waiting")
dates_at_hand = AtHand("dates")


@contextmanager
def asked_together() -> Iterator[None]:
    """The rooms asked inside share what is at hand."""
    token = _shared.set({})
    try:
        yield
    finally:
        _shared.reset(token)
