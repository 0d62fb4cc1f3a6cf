"""Word by word, what differs between two successive versions of a text?"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row: the same in both, taken away (`del`) or put in (`ins`)."""

    kind: str
    words: str


def changed_words(before: str, after: str) -> list[Piece]:
    """The second text with what differs from the first.

    >>> [(one.kind, one.words) for one in changed_words("Tenir deux services", "Tenir un service")]
    [('same', 'Tenir'), ('del', 'deux services'), ('ins', 'un service')]
    >>> changed_words("", "Un cap")
    [Piece(kind='ins', words='Un cap')]
    """
    return list(_pieces(before.split(), after.split()))


def _pieces(mine: list[str], theirs: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for same, start, end, other_start, other_end in matcher.get_opcodes():
        if same == "equal":
            yield Piece("same", " ".join(mine[start:end]))
            continue
        if end > start:
            yield Piece("del", " ".join(mine[start:end]))
        if other_end > other_start:
            yield Piece("ins", " ".join(theirs[other_start:other_end]))
