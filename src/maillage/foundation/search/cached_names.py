"""Which names of a room hold the words, when the room has few enough to be read whole?"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Generic, TypeVar

from maillage.foundation.journal.remembered import Remembered
from maillage.foundation.search.query import MOST_OF_A_ROOM, Query

Item = TypeVar("Item")
KEPT = 64


class CachedNames(Generic[Item]):
    """The names that a reader may find in one room, read again only after a change."""

    def __init__(self) -> None:
        self._cache: Remembered[_Lines[Item]] = Remembered(KEPT)

    def among(
        self,
        query: Query,
        reader: Hashable,
        workspace_id: int,
        read: Callable[[], Iterable[tuple[str, Item]]],
    ) -> list[Item]:
        """What answers, thirty at most: the names that begin so, then the others, as `read` does.

        `read` gives the folded text of each with what is known of it; `reader` is all that it
        depends on, beside the database.
        """
        lines = self._cache.of(reader, workspace_id, lambda: _as_lines(read()))
        begun = islice(lines.holding(f"\n{query.folded}"), MOST_OF_A_ROOM)
        result_by_number = dict.fromkeys(begun)
        others = lines.holding_all(query.words)
        for line in islice(others, MOST_OF_A_ROOM):
            result_by_number.setdefault(line)
        return [lines.items[line] for line in islice(result_by_number, MOST_OF_A_ROOM)]


@dataclass(frozen=True, slots=True)
class _Lines(Generic[Item]):
    """The names in one text, a line each: a word is found in it sooner than in each of them.

    A line begins by its line break, at its place in `begins`; the last place is the text's end.
    """

    text: str
    begins: list[int]
    items: list[Item]

    def holding(self, sought: str) -> Iterator[int]:
        """The numbers of the lines that hold this, each once, in order."""
        at = self.text.find(sought)
        while at >= 0:
            line = bisect_right(self.begins, at) - 1
            yield line
            at = self.text.find(sought, self.begins[line + 1])

    def holding_all(self, words: Sequence[str]) -> Iterator[int]:
        """The numbers of the lines that hold each word, or of all where there is none, in order."""
        rarest = words[0] if len(words) == 1 else min(words, key=self.text.count, default="\n")
        for line in self.holding(rarest):
            text = self.text[self.begins[line] : self.begins[line + 1]]
            if all(word in text for word in words):
                yield line


def _as_lines(pairs: Iterable[tuple[str, Item]]) -> _Lines[Item]:
    entries = list(pairs)
    lines = [f"\n{folded}" for folded, _item in entries]
    begins = list(accumulate(map(len, lines), initial=0))
    return _Lines("".join(lines), begins, [item for _folded, item in entries])
