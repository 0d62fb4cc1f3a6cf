"""What is asked of the search, what each room answers, and which answers come first?

There is no index to keep in step: each room narrows what the reader may already see by the folded
words, in one query, so that what is erased or withdrawn is gone from the search at once. The order
is computed here, on at most thirty answers of each room, the same on both databases.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from maillage.core.folded import fold
from maillage.core.points import Point, Reader

MOST_OF_A_ROOM = 30
MOST_SHOWN = 40
# « Qui appeler à la MSA ? » looks for the MSA.
_QUESTION = re.compile(
    r"^qui (?:appeler|contacter|joindre|voir|prevenir)\b"
    r"(?: (?:a|au|aux|chez|dans|de|du|des|pour)\b)?(?: (?:la|le|les|l)\b)? ?"
)


@dataclass(frozen=True)
class Query:
    """What was typed, and its folded words."""

    typed: str

    @cached_property
    def folded(self) -> str:
        """The words without accents or capitals, single spaces, nor the opening of a question."""
        text = fold(self.typed[:200])
        bare = _QUESTION.sub("", text).rstrip(" ?")
        return bare if bare and bare != text else text

    @cached_property
    def words(self) -> list[str]:
        return self.folded.split()[:8]


@dataclass(frozen=True)
class SearchResult:
    """One answer: its kind in words, its name, a note under it, and its page.

    `tier` puts after the rest what is over or answers to another name (1), and at the end help and
    the cooperation itself (2).
    """

    kind: str
    name: str
    note: str
    url: str
    tier: int = 0


searchables: Point[[Reader, Query], SearchResult] = Point("searchables")


def search(reader: Reader, typed: str) -> list[SearchResult]:
    """What every room finds for these words, best first, forty at most; nothing for no word."""
    query = Query(typed)
    if not query.words:
        return []
    results = searchables.ask(reader, query)
    return sorted(results, key=lambda one: rank(one, query))[:MOST_SHOWN]


def holds(query: Query, text: str) -> bool:
    """Whether each word asked begins a word of this text."""
    words = _as_words(text)
    return all(f" {one}" in words for one in query.words)


@lru_cache(4_096)
def _as_words(text: str) -> str:
    """The folded text, a space before each of its words."""
    return f" {fold(text).replace('-', ' ')}"


def rank(result: SearchResult, query: Query) -> tuple[int, int, int, str]:
    """By tier, the whole name first, then its beginning, then its words; short names first."""
    name = fold(result.name)
    if name == query.folded:
        return (result.tier, 0, len(name), name)
    if name.startswith(query.folded):
        return (result.tier, 1, len(name), name)
    return (result.tier, 2 if holds(query, result.name) else 3, len(name), name)
