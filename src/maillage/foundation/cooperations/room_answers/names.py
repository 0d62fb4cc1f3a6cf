"""What of each tool is found by its name? The names of a room are read whole, until a change."""

from collections.abc import Callable, Iterator, Sequence

from django.apps import apps

from maillage.core.points import Reader, place
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.asked import Asked, Found, searchables
from maillage.foundation.search.kept_names import KeptNames

Named = tuple[str, Found]
Names = Callable[[Access], Iterator[Named]]


class RoomNames:
    """The names that the tools of one room let a reader find, in the order of the tools."""

    def __init__(self) -> None:
        self.tools: list[Names] = []
        self._kept: KeptNames[Found] = KeptNames()

    def found(self, reader: Reader, asked: Asked) -> Sequence[Found]:
        """Thirty names at most that hold the words; no query while nothing is written."""
        access = as_access(reader)
        workspace = access.cooperation.workspace_id
        return self._kept.among(
            asked, (access.pk, access.role), workspace, lambda: self._read(access)
        )

    def _read(self, access: Access) -> Iterator[Named]:
        for names in self.tools:
            yield from names(access)


_rooms: dict[str, RoomNames] = {}


def findable(names: Names) -> Names:
    """Registers the names that a tool lets find, each after its folded text; unchanged."""
    app = apps.get_containing_app_config(names.__module__)
    room = app.name if app else names.__module__
    if room not in _rooms:
        _rooms[room] = RoomNames()
        searchables.answer_for(room, _rooms[room].found)
    tools = _rooms[room].tools
    tools.append(names)
    tools.sort(key=lambda one: place(searchables.name, one.__module__))
    return names
