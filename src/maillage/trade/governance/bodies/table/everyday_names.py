"""Which structure does an officer call so, and which name is most like what is written?"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Generic, Protocol, TypeVar

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.cleaning.phrases import pieces
from maillage.ground.directory.contact_files.table.organisation_names import (
    initials,
    name_parts,
    names_one_body,
)
from maillage.trade.governance.bodies.table.shortened import ends_name, is_shortened, tokens_of

LIKE_ENOUGH = 0.7
SHORTEST = 3  # letters by which a word written short is still known
ARTICLE = re.compile(r"^(?:la|le|les)\s+|^l['’]", re.IGNORECASE)
BETWEEN_PARTS = re.compile(r"\s+[–—-]\s+|\s*[:;,]\s+")
Way = tuple[str, ...]
COMMUNES = frozenset({"commune", "commune_deleguee"})


class HasNames(Protocol):
    """What bears a name, and perhaps a short one."""

    @property
    def name(self) -> str: ...

    @property
    def short_name(self) -> str: ...


Structure = TypeVar("Structure", bound=HasNames)


class EverydayNames(Generic[Structure]):
    """Structures by every name that one may give them.

    « Lagrange » is « Commune de Lagrange », « Caf » the only Caf, « CCVS » the structure of these
    initials; a sure way of naming goes before a looser one. Words left out or shortened come last,
    and never in the name of a commune: two may begin alike, and nobody calls one by its initials.
    """

    def __init__(self, structures: Iterable[Structure]) -> None:
        self._by_way: dict[Way, list[Structure]] = {}
        self._names: dict[str, list[str]] = {}
        self._cores: dict[str, dict[str, None]] = {}
        self._near: dict[str, list[Structure]] = {}
        self._shortened: dict[str, list[Structure]] = {}
        self._nearest: dict[str, str] = {}
        self._everybody = list(structures)
        for one in self._everybody:
            is_commune = name_parts(one.name).kind in COMMUNES
            for mark in () if is_commune else _marks_to(one.name) | _marks_to(one.short_name):
                self._near.setdefault(mark, []).append(one)
            for way in set(_ways_of(one)):
                self._by_way.setdefault(way, []).append(one)
            self._names.setdefault(name_parts(one.name).core, []).append(one.name)
        for core in self._names:
            for mark in _starts_of(core):
                self._cores.setdefault(mark, {})[core] = None

    def called(
        self, text: str, is_open: Callable[[Structure], bool] = lambda _one: True
    ) -> list[Structure]:
        """Those that are called so, by the surest way in which one that is open is."""
        for way in _ways_to(text):
            if some := [one for one in self._by_way.get(way, ()) if is_open(one)]:
                return some
        return [one for one in self._called_shortly(text) if is_open(one)]

    def is_by_letters(self, text: str, one: Structure) -> bool:
        """Whether nothing but the first letters of a name calls it so: a guess, to be asked."""
        ways, tokens = set(_ways_of(one)), tokens_of(text)
        if len(tokens) > 1 or any(way in ways for way in _ways_to(text) if way[0] != "initials"):
            return False
        words = [each.word for each in tokens_of(f"{one.name} {one.short_name}")]
        return not any(word.startswith(each.word) for each in tokens for word in words)

    def _called_shortly(self, text: str) -> list[Structure]:
        """Those whose name these words shorten, every one of them."""
        if text not in self._shortened:
            near = [one for mark in sorted(_marks_of(text)) for one in self._near.get(mark, ())]
            distinct = {id(one): one for one in near}.values()
            self._shortened[text] = [one for one in distinct if _is_shortly(text, one)]
        return self._shortened[text]

    def called_in(
        self,
        text: str,
        people_of: Callable[[Structure], Iterable[Collection[str]]],
        is_open: Callable[[Structure], bool] = lambda _one: True,
    ) -> list[Structure]:
        """Those that a cell names, alone or beside somebody, else those of whom it names.

        « Caf (Luc Bon) », « Luc Bon, Caf », « M. Bon »: what names the structure decides, then
        who acts in it, by their whole name or by a family name after a civility.
        """
        for part in _parts_of(text):
            if some := self.called(part, is_open):
                return some
        people = [name for part in _parts_of(text) if (name := _name_in(part))]
        return [
            one
            for one in self._everybody
            if is_open(one) and any(name <= {*words} for name in people for words in people_of(one))
        ]

    def head(self, words: str) -> str:
        """The name of the one structure that a title, a section or a sheet's name says."""
        results = (self.called(part) for part in BETWEEN_PARTS.split(words))
        return next((some[0].name for some in results if len(some) == 1), "")

    def nearest(self, text: str) -> str:
        """The name most like these words; nothing when none is. Each text is compared once."""
        if text not in self._nearest:
            self._nearest[text] = self._like(text)
        return self._nearest[text]

    def _like(self, text: str) -> str:
        kind, core = name_parts(text).kind, name_parts(text).core
        first = self._cores.get(f"{core[:1]} …", {})
        near = [one for one in first if abs(len(one) - len(core)) < 4]
        cores = get_close_matches(core, near, 3, LIKE_ENOUGH) if core else []
        marks = [word[:SHORTEST] for word in core.split()]
        fewest = min((self._cores.get(mark, {}) for mark in marks), key=len, default={})
        cores += [one for one in fewest if _begins(core, one)]
        names = [name for one in cores for name in sorted(self._names[one], key=_is_no_commune)]
        return next((name for name in names if kind in {None, name_parts(name).kind}), "")

    def with_nearest(self, sentence: str, text: str) -> str:
        """What is said of an unknown name, and the name most like it."""
        name = self.nearest(text)
        like = _("Le plus proche : « %(name)s ».") % {"name": name}
        return f"{sentence} {like}" if name else sentence


def _parts_of(text: str) -> Iterator[str]:
    """A cell, then what stands between its marks and in its brackets."""
    yield text
    for piece in pieces(text):
        yield text[piece.words[0].start : piece.words[-1].end]
        yield from piece.notes


def _name_in(text: str) -> frozenset[str]:
    """The words of a name: a given one and a family one, or that after a civility."""
    civility, rest = split_civility(text)
    words = frozenset(folded(rest).split())
    return words if len(words) > 1 or civility else frozenset()


def _marks_of(text: str) -> set[str]:
    """The three letters that open a text and the word that ends it."""
    words = [one.word for one in tokens_of(text)]
    return {words[0][:3], f"… {words[-1]}"} if words else set()


def _marks_to(name: str) -> set[str]:
    """The marks of what may shorten a name: one of them is that of the text that does.

    It opens as the name does, or by the first letters of its words, one or two of each.
    """
    first, second, third = [*(one.word for one in tokens_of(name)[:3]), "", "", ""][:3]
    one, two = first[:1], first[:2]
    letters = {one + second[:1], one + second[:2], one + second[:1] + third[:1], two + second[:1]}
    return _marks_of(name) | letters | {two}


def _starts_of(core: str) -> set[str]:
    """The letter that opens a core, and the letters that open each of its words."""
    return {f"{core[:1]} …", *(word[:SHORTEST] for word in core.split())}


def _is_shortly(text: str, one: HasNames) -> bool:
    """Whether words shorten the name of a structure, or are the last of it."""
    kind, other = name_parts(one.name).kind, name_parts(text).kind
    if other is not None and kind not in {None, other}:
        return False
    names = [one.name, *([one.short_name] if one.short_name else [])]
    return any(is_shortened(text, name) or ends_name(text, name) for name in names)


def _begins(written: str, core: str) -> bool:
    """Whether each word written is one of a name, or begins one by three letters or more.

    >>> _begins("arb", "arbrelles"), _begins("ar", "arbrelles"), _begins("", "arbrelles")
    (True, False, False)
    """
    words = core.split()
    return bool(written) and all(
        any(word == one or (len(one) >= SHORTEST and word.startswith(one)) for word in words)
        for one in written.split()
    )


def _is_no_commune(name: str) -> bool:
    return name_parts(name).kind != "commune"


def _ways_of(one: HasNames) -> Iterator[Way]:
    """Every way in which a structure may be called."""
    parts = name_parts(one.name)
    yield "name", folded(one.name)
    yield "short", folded(one.short_name)
    yield "kind", parts.kind or "commune", parts.core
    yield "core", parts.core
    if parts.kind not in COMMUNES:
        yield "initials", initials(one.name)
    yield "bare", parts.kind or "commune", _bare(parts.core)
    if parts.kind is not None and names_one_body(parts.kind):
        words = parts.core.split()
        for length in range(len(words) + 1):
            yield "only", parts.kind, " ".join(words[:length])


def _ways_to(text: str) -> Iterator[Way]:
    """The ways in which these words may call a structure, the surest first."""
    name, parts = folded(text), name_parts(ARTICLE.sub("", text))
    if not name:
        return
    yield "name", name
    yield "short", name
    if parts.core:
        yield "kind", parts.kind or "commune", parts.core
    if parts.core and parts.kind is None:
        yield "core", parts.core
    if parts.kind is not None:
        yield "only", parts.kind, parts.core
    yield "bare", parts.kind or "commune", _bare(parts.core)
    yield "initials", name.replace(".", "")


def _bare(core: str) -> str:
    """A core without « sur » and « sous », written « s/ » or left out."""
    return " ".join(one.word for one in tokens_of(core))


def several_words(names: Iterable[str]) -> str:
    """What is said of a name that several structures bear."""
    sentence = _("Plusieurs structures portent ce nom : écrivez leur nom entier (%(names)s).")
    return sentence % {"names": " ; ".join(names)}
