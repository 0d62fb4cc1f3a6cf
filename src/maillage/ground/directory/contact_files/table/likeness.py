"""Which structures could this name be, written otherwise?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.contact_files.table.organisation_names import (
    NameParts,
    initials,
    name_parts,
    names_one_body,
)

_NEAR = 92
_NUMBER = re.compile(r"\d+")
_COMPARED = 400
_SURE_BY_NAME_ONLY = frozenset({"commune", "cc", "ca", "metropole", "commune_deleguee"})
Bearer = TypeVar("Bearer")
_Start = tuple[str | None, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Spelling(Generic[Bearer]):
    """A name as it is compared, and who bears it."""

    bearer: Bearer
    parts: NameParts
    words: frozenset[str]


class Names(Generic[Bearer]):
    """Names of structures, found again under another way to write them."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Bearer]] = defaultdict(list)
        self._by_core: dict[str, list[_Spelling[Bearer]]] = defaultdict(list)
        self._by_kind: dict[str, list[Bearer]] = defaultdict(list)
        self._by_word: dict[str, list[_Spelling[Bearer]]] = defaultdict(list)
        self._by_start: dict[_Start, list[_Spelling[Bearer]]] = defaultdict(list)
        self._by_initials: dict[str, list[Bearer]] = defaultdict(list)
        self._by_short_name: dict[str, list[Bearer]] = defaultdict(list)

    def add(self, bearer: Bearer, name: str, short_name: str = "") -> None:
        """Remembers who bears a name, and the short one that stands for it."""
        parts = name_parts(name)
        spelling = _Spelling(bearer, parts, frozenset(parts.core.split()))
        self._by_name[folded(name)].append(bearer)
        self._by_core[parts.core].append(spelling)
        self._by_initials[initials(name)].append(bearer)
        if short_name:
            self._by_short_name[folded(_undotted(short_name))].append(bearer)
        if parts.kind:
            self._by_kind[parts.kind].append(bearer)
        for word in spelling.words:
            self._by_word[word].append(spelling)
        self._by_start[_start(parts)].append(spelling)

    def spelled(self, name: str) -> list[Bearer]:
        """Those of this very name, whatever its case, accents and hyphens."""
        return self._by_name.get(folded(name), [])

    def everyday(self, name: str) -> Iterator[list[Bearer]]:
        """Those that one calls so every day, the likeliest way first.

        « Brolles » or « Mairie de Brolles » for the commune, « Caf » alone, « CCVO ».
        """
        parts = name_parts(name)
        if not parts.core:
            yield self._by_kind.get(parts.kind or "", []) if names_one_body(parts.kind) else []
            return
        yield self._of_core(parts)
        word = _undotted(name)
        yield self._by_short_name.get(folded(word), [])
        if 3 <= len(word) <= 8 and word.isupper() and word.isalpha():
            yield self._by_initials.get(folded(word), [])

    def _of_core(self, parts: NameParts) -> list[Bearer]:
        alike = self._by_core.get(parts.core, [])
        if parts.kind:
            return [one.bearer for one in alike if one.parts.kind in {parts.kind, None}]
        communes = [one.bearer for one in alike if one.parts.kind == "commune"]
        return communes or [one.bearer for one in alike]

    def shortened(self, name: str) -> list[Bearer]:
        """Those whose name holds all these words and more."""
        parts = name_parts(name)
        words = frozenset(parts.core.split())
        if not words or parts.kind == "commune" or (not parts.kind and len(words) < 2):
            return []
        rarest = min((self._by_word.get(word, []) for word in words), key=len)
        return [
            one.bearer
            for one in rarest
            if words < one.words and (one.parts.kind == parts.kind or not parts.kind)
        ]

    def near(self, name: str) -> list[Bearer]:
        """Those whose name differs by a letter or two and by no number, the nearest first."""
        parts = name_parts(name)
        if parts.kind in _SURE_BY_NAME_ONLY or len(parts.core) < 6:
            return []
        alike = self._by_start.get(_start(parts), [])[:_COMPARED]
        cores = [one.parts.core for one in alike]
        nearest = process.extract(
            parts.core, cores, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
        )
        return [alike[place].bearer for _, _, place in nearest]


def is_everyday_name(written: str, name: str, short_name: str = "") -> bool:
    """Whether the first is a usual way to write the second, which nobody needs to be shown.

    >>> is_everyday_name("Mairie de Brolles", "Commune de Brolles")
    True
    """
    return folded(written) == folded(short_name) or is_same_name(written, name)


def is_same_name(written: str, name: str) -> bool:
    """Whether both are one whole name, whatever its case, accents and apostrophes.

    >>> is_same_name("Mairie de Brolles", "Commune de Brolles"), is_same_name("MSA", "MSA du Val")
    (True, False)
    """
    if folded(written) == folded(name):
        return True
    mine, whole = name_parts(written), name_parts(name)
    return mine == whole or (whole.kind == "commune" and mine == NameParts(None, whole.core))


def _undotted(text: str) -> str:
    return text.replace(".", "").strip()


def _start(parts: NameParts) -> _Start:
    """What near names share: their kind, their first word and their numbers."""
    return parts.kind, parts.core.partition(" ")[0], tuple(_NUMBER.findall(parts.core))
