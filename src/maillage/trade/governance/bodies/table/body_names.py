"""Which body do these words name, whatever a title, a sheet or a habit adds to its name?"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.exchange.cells.text import folded

SHORT = {
    "comite de pilotage": "copil",
    "comite technique": "cotech",
    "groupe de travail": "gt",
    "conseil d'administration": "ca",
    "assemblee generale": "ag",
}
LINKS = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "avec"})
COMMITTEE = re.compile(
    r"\b(?:copil|cotech|comité|comite|commission|bureau|groupe de travail|gt|conseil|assemblée|"
    r"assemblee|conférence|conference)\b",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\s*(?:\s[–—-]\s|[,:;(|]|\b(?:s[ée]ances?|r[ée]unions?)\b|\b(?:du |le )?\d|$)", re.IGNORECASE
)


BROKEN = re.compile(r"[\d,:;(|–—]|\b(?:salle|lieu)\b", re.IGNORECASE)


class Titled(Protocol):
    """What bears a name."""

    @property
    def name(self) -> str: ...


AnyTitled = TypeVar("AnyTitled", bound=Titled)


def words_of(text: str) -> frozenset[str]:
    """The words that tell a body from another, its usual acronym for what it stands for.

    >>> sorted(words_of("Comité de pilotage de la CTG 2026"))
    ['copil', 'ctg']
    """
    plain = folded(text)
    for words, short in SHORT.items():
        plain = plain.replace(words, short)
    return frozenset(re.findall(r"[^\W\d]+", plain)) - LINKS


def own_words(cooperation: Cooperation) -> frozenset[str]:
    """The words that the name of any body of this cooperation may add: its own, and its kind's."""
    kind = profile(cooperation.profile)
    return words_of(f"{cooperation.name} {kind.name} {kind.label}")


def bodies_called(text: str, bodies: Sequence[AnyTitled], own: Iterable[str]) -> list[AnyTitled]:
    """The bodies of this name: word for word, else by the words that tell one from another."""
    added, name, words = frozenset(own), folded(text), words_of(text)
    ways: tuple[Callable[[AnyTitled], bool], ...] = (
        lambda one: folded(one.name) == name,
        lambda one: bool(words) and words_of(one.name) == words,
        lambda one: bool(words - added) and words_of(one.name) - added == words - added,
    )
    results = ([one for one in bodies if is_so(one)] for is_so in ways) if name else ()
    return next((some for some in results if some), [])


def several_bodies_words(bodies: Iterable[Titled]) -> str:
    """What is said of a name that several bodies may bear."""
    sentence = _("Plusieurs instances peuvent porter ce nom : écrivez l’un de ceux-ci : %(names)s.")
    return sentence % {"names": " ; ".join(one.name for one in bodies)}


def with_nearest_body(sentence: str, text: str, bodies: Iterable[Titled]) -> str:
    """What is said of an unknown body, and the name most like it."""
    names = [one.name for one in bodies]
    near = get_close_matches(text, names, 1) or [one for one in names if is_of_one_kind(one, text)]
    return (
        f"{sentence} {_('Le plus proche : « %(name)s ».') % {'name': near[0]}}"
        if near
        else sentence
    )


def is_of_one_kind(name: str, other: str) -> bool:
    """Whether two bodies are committees of one kind: two steering ones, two technical ones."""
    return bool(words_of(name) & words_of(other) & {*SHORT.values()})


def body_head(bodies: Sequence[Titled], own: Iterable[str]) -> Callable[[str], str]:
    """What a title, the name of a sheet or a section says of the body of the rows under it.

    A body that nobody knows is one where the words open with it, or nearly: « Composition du ».
    """

    def meaning(words: str) -> str:
        match = COMMITTEE.search(words)
        text = words[match.start() :] if match else words
        end = ENDS.search(text, len(match[0]) if match else 0)
        name = text[: end.start()].strip() if end else text
        results = bodies_called(name, bodies, own)
        if len(results) == 1:
            return results[0].name
        return name if match and not BROKEN.search(words[: match.start()]) else ""

    return meaning
