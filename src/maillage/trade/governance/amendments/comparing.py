"""Which words does an amendment change, which amendments clash, and what would the text become?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from maillage.trade.governance.joint_decisions.words.text_words import Piece

TOKENS = re.compile(r"\s*(?:\w+|[^\w\s])")
Range: TypeAlias = "tuple[int, int, str]"  # the first word taken, that after the last, what comes


@dataclass(frozen=True, slots=True)
class Change:
    """The words that one amendment takes from an article and those that it puts there."""

    number: int
    ranges: Sequence[Range]


def tokens_of(text: str) -> list[str]:
    """The words and the punctuation of a text, each with the space before it."""
    return TOKENS.findall(text.replace("\r\n", "\n").strip())


def ranges_between(base: str, wording: str) -> list[Range]:
    """The words of the base that the wording replaces, in order; none when it says the same."""
    mine, theirs = tokens_of(base), tokens_of(wording)
    matcher = SequenceMatcher(
        None, [one.strip() for one in mine], [one.strip() for one in theirs], autojunk=False
    )
    return [
        (start, end, "".join(theirs[first:last]))
        for same, start, end, first, last in matcher.get_opcodes()
        if same != "equal"
    ]


def applied(base: str, changes: Iterable[Change]) -> str:
    """The text with all these changes, from its end to its beginning; none of them clash."""
    words = tokens_of(base)
    every = sorted((one for change in changes for one in change.ranges), reverse=True)
    for start, end, new in every:
        words[start:end] = [new] if new else []
    return "".join(words).strip()


def pieces_of(base: str, change: Change) -> list[Piece]:
    """The article in runs of words: the same, taken away, put in."""
    words, pieces, place = tokens_of(base), [], 0
    for start, end, new in change.ranges:
        runs = (
            ("same", "".join(words[place:start])),
            ("del", "".join(words[start:end])),
            ("ins", new),
        )
        pieces += [Piece(kind, run) for kind, run in runs if run]
        place = end
    last = "".join(words[place:])
    return _spaced([*pieces, Piece("same", last)] if last else pieces)


def _spaced(pieces: list[Piece]) -> list[Piece]:
    """The same runs; the space before one that is marked stands before its mark."""
    spaced: list[Piece] = []
    for piece in pieces:
        bare = piece.words.lstrip()
        space = piece.words[: len(piece.words) - len(bare)]
        if piece.kind != "same" and space:
            spaced += [Piece("same", space), Piece(piece.kind, bare)]
        else:
            spaced.append(piece)
    return spaced


def clash(one: Change, other: Change) -> bool:
    """Whether both touch the same words, or put some at the same place."""
    return any(_touch(mine, theirs) for mine in one.ranges for theirs in other.ranges)


def _touch(mine: Range, theirs: Range) -> bool:
    if mine[0] == mine[1] or theirs[0] == theirs[1]:  # an insertion, at the edge of the other
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]
    return mine[0] < theirs[1] and theirs[0] < mine[1]


def clashes(changes: Sequence[Change]) -> list[tuple[int, int]]:
    """The pairs of amendments that cannot both be accepted, by their numbers."""
    return [
        (one.number, other.number)
        for place, one in enumerate(changes)
        for other in changes[place + 1 :]
        if clash(one, other)
    ]
