"""Where does each sentence of a note begin and end?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

STOP = re.compile(r"[.!?…]+(?:[ \u00a0\u202f]?[»”\")])*(?=\s|$)|\n+")
SHORTENED = re.compile(
    r"(?:^|[\s(«’'])(?:mm?|mmes?|mlles?|dr|pr|me|art|al|env|cf|ex|pp?|no?|ste?|av|bd|tél|[a-z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place among the others, and the characters of the words it stands on."""

    number: int
    start: int
    end: int
    text: str


def sentences(words: str) -> list[Sentence]:
    """The sentences of a text, in their order; a line is one, a shortened word ends none.

    >>> [one.text for one in sentences("Vu M. Roux. Il est pour.\\nÀ rappeler")]
    ['Vu M. Roux.', 'Il est pour.', 'À rappeler']
    >>> sentences(" \\n ")
    []
    """
    pieces = [(start, end) for start, end in _pieces(words) if words[start:end].strip()]
    return [_sentence(number, words, *piece) for number, piece in enumerate(pieces, start=1)]


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in STOP.finditer(words):
        if SHORTENED.search(words[max(start, stop.start() - 8) : stop.end()]):
            continue
        yield start, stop.end()
        start = stop.end()
    yield start, len(words)


def _sentence(number: int, words: str, start: int, end: int) -> Sentence:
    piece = words[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = end - (len(piece) - len(piece.rstrip()))
    return Sentence(number, first, last, words[first:last])
