"""What of each tool is found by its name? The names of a room are read whole, until a change."""

from collections.abc import Callable, Iterator, Sequence

from django.apps import apps

from maillage.core.points import Reader, place
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.cached_names import CachedNames
from maillage.foundation.search.query import Query, SearchResult, searchables

FoldedResult = tuple[str, SearchResult]
Names = Callable[[Access], Iterator[FoldedResult]]


class RoomNames:
    """The names that the tools of one room let a reader find, in the order of the tools."""

    def __init__(self) -> None:
        self.tools: list[Names] = []
        self._cache: CachedNames[SearchResult] = CachedNames()

    def search(self, reader: Reader, query: Query) -> Sequence[SearchResult]:
        """Thirty names at most that hold the words; no query while nothing is written."""
        access = as_access(reader)
        workspace = access.cooperation.workspace_id
        return self._cache.among(
            query, (access.pk, access.role), workspace, lambda: self._read(access)
        )

    def _read(self, access: Access) -> Iterator[FoldedResult]:
        for names in self.tools:
            yield from names(access)


_rooms: dict[str, RoomNames] = {}


def findable(names: Names) -> Names:
    """Registers the names that a tool lets find, each after its folded text; unchanged."""
    app = apps.get_containing_app_config(names.__module__)
    room = app.name if app else names.__module__
    if room not in _rooms:
        _rooms[room] = RoomNames()
        searchables.answer_for(room, _rooms[room].search)
    tools = _rooms[room].tools
    tools.append(names)
    tools.sort(key=lambda one: place(searchables.name, one.__module__))
    return names
