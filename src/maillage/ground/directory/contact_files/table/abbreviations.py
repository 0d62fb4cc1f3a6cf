"""Could this name be another one, abbreviated?"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from maillage.core.french import SMALL_NUMBERS
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.contact_files.table.organisation_names import (
    name_parts,
    telling_words,
)

_ACRONYM = range(2, 7)
_SHORTEST_START = 3
_EVERYDAY_WORDS = {"alsh": ("accueil", "loisirs"), "clsh": ("centre", "loisirs")}
_DIGITS = re.compile(r"\b\d\d?\b")
Bearer = TypeVar("Bearer")
_Pair = tuple[tuple[str, ...], Bearer]
_LONG = _ACRONYM.stop  # of so many letters, a word is no acronym


class Abbreviated(Generic[Bearer]):
    """Names in full, found again under their acronyms and shortened words.

    A number or a long word has to stand in the other name too: it is what names are first looked
    up by, for hundreds of them may open alike (« Foyer rural de … »).
    """

    def __init__(self) -> None:
        self._by_opening: dict[str, list[_Pair[Bearer]]] = defaultdict(list)
        self._by_anchor: dict[str, list[_Pair[Bearer]]] = defaultdict(list)
        self._anchored: dict[str, list[_Pair[Bearer]]] = defaultdict(list)
        self._adrift: dict[str, list[_Pair[Bearer]]] = defaultdict(list)

    def add(self, bearer: Bearer, name: str) -> None:
        """Remembers who bears a name."""
        if name_parts(name).kind == "commune":
            return
        words = _words(name)
        anchors = _anchors(words)
        for opening in _openings(words):
            self._by_opening[opening].append((words, bearer))
            if not anchors:
                self._adrift[opening].append((words, bearer))
        for anchor in dict.fromkeys(anchors):
            self._by_anchor[anchor].append((words, bearer))
        if anchors:
            self._anchored[anchors[0]].append((words, bearer))

    def of(self, written: str) -> list[Bearer]:
        """Those whose name this one abbreviates, or is abbreviated by; no commune ever is."""
        words = _words(written)
        if name_parts(written).kind == "commune":
            return []
        openings, anchors = _openings(words), _anchors(words)
        wholes = [self._by_anchor[anchors[0]]] if anchors else _lists(self._by_opening, openings)
        shorts = [*_lists(self._adrift, openings), *_lists(self._anchored, set(anchors))]
        return [one for pairs in wholes for whole, one in pairs if _abbreviates(words, whole)] + [
            one for pairs in shorts for short, one in pairs if _abbreviates(short, words)
        ]


def _lists(
    pairs: dict[str, list[_Pair[Bearer]]], keys: Collection[str]
) -> list[list[_Pair[Bearer]]]:
    return [pairs[key] for key in keys if key in pairs]


def _anchors(words: Sequence[str]) -> list[str]:
    """What no acronym and no shorter word stands for: numbers, then how long words start."""
    numbers = [word for word in words if word.isdigit()]
    return numbers + [word[:_LONG] for word in words if len(word) >= _LONG and word not in numbers]


@lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    spelt = _DIGITS.sub(_in_words, folded(name))
    return tuple(
        part
        for word in telling_words(spelt.replace(".", " " if " " in spelt else ""))
        for part in _EVERYDAY_WORDS.get(word, (word,))
    )


def _in_words(digits: re.Match[str]) -> str:
    number = int(digits[0])
    is_small = 0 < number < len(SMALL_NUMBERS) and not digits[0].startswith("0")
    return SMALL_NUMBERS[number] if is_small else digits[0]


def _openings(words: Sequence[str]) -> set[str]:
    """What a name and its abbreviation share: how a word starts, or two initials."""
    if not words:
        return set()
    first = words[0]
    pair = first[0] + words[1][0] if len(words) > 1 else ""
    return {first[:_SHORTEST_START], *([first[:2]] if len(first) in _ACRONYM else []), pair} - {""}


def _abbreviates(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether each word stands, in order, for one word of the whole or for several by initials."""
    if not short:
        return True
    if not whole:
        return False
    first, rest = short[0], short[1:]
    if _starts(first, whole[0]) and _abbreviates(rest, whole[1:]):
        return True
    size = len(first)
    initials = "".join(word[0] for word in whole[:size])
    return size in _ACRONYM and first == initials and _abbreviates(rest, whole[size:])


def _starts(short: str, word: str) -> bool:
    return short == word or (len(short) >= _SHORTEST_START and word.startswith(short))
