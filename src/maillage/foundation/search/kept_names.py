"""Which names of a room hold the words, when the room has few enough to be read whole?"""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from maillage.foundation.journal.remembered import Remembered
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked

Item = TypeVar("Item")
KEPT = 64


class KeptNames(Generic[Item]):
    """The names that a reader may find in one room, read again only after a change.

    `most` is how many readers' names are kept at once: few of them where names are thousands.
    """

    def __init__(self, most: int = KEPT) -> None:
        self._kept: Remembered[list[tuple[str, Item]]] = Remembered(most)

    def among(
        self,
        asked: Asked,
        reader: Hashable,
        workspace_id: int,
        read: Callable[[], Iterable[tuple[str, Item]]],
    ) -> list[Item]:
        """What answers, thirty at most: the names that begin so, then the others, as `read` does.

        `read` gives the folded text of each with what is known of it; `reader` is all that it
        depends on, beside the database.
        """
        answering = self._kept.of(reader, workspace_id, lambda: list(read()))
        for word in asked.words:
            answering = [one for one in answering if word in one[0]]
        begun = [one for one in answering if one[0].startswith(asked.folded)]
        if len(begun) < MOST_OF_A_ROOM:
            begun += [one for one in answering if not one[0].startswith(asked.folded)]
        return [item for _folded, item in begun[:MOST_OF_A_ROOM]]
