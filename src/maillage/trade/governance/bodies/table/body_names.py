"""Which body do these words name, whatever a title, a sheet or a habit adds to its name?"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.exchange.cells.text import folded
from maillage.trade.governance.bodies.table.shortened import is_shortened

SHORT = {
    "comite de pilotage": "copil",
    "comite pilotage": "copil",
    "comite technique": "cotech",
    "groupe de travail": "gt",
    "conseil d'administration": "ca",
    "assemblee generale": "ag",
}
LINKS = frozenset(
    {"de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "en", "avec", "n", "no"}
    | {"reunion", "reunions", "seance", "seances"}
)
DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
DAY = re.compile(
    r"\b\d{1,2}(?:er)?[ /.]"
    r"(?:\d|(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)[a-z]*\.?)"
)
KINDS = frozenset({*SHORT.values(), "bureau", "comite", "commission", "conseil", "assemblee"})
# Of these a cooperation has one: the word alone names it.
ALONE = frozenset(SHORT.values()) - {"gt"} | {"bureau"}
COMMITTEE = re.compile(
    r"\b(?:copil|cotech|comité|comite|commission|comm\.|bureau|groupe de travail|gt|conseil|"
    r"assemblée|assemblee|conférence|conference)(?!\w)",
    re.IGNORECASE,
)
INITIALS_OF_A_BODY = re.compile(r"^(?:C\.?A|A\.?G)\b")
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
    plain = DAY.sub(" ", DOTTED.sub(lambda match: match[0].replace(".", ""), folded(text)))
    for words, short in SHORT.items():
        plain = plain.replace(words, short)
    return frozenset(re.findall(r"[^\W\d]+", plain)) - LINKS


def own_words(cooperation: Cooperation) -> frozenset[str]:
    """The words that the name of any body of this cooperation may add: its own, and its kind's."""
    kind = profile(cooperation.profile)
    return words_of(f"{cooperation.name} {kind.name} {kind.label}")


def bodies_called(text: str, bodies: Sequence[AnyTitled], own: Iterable[str]) -> list[AnyTitled]:
    """The bodies of this name: word for word, else by the words that tell one from another.

    « COPIL » alone is the only steering committee, « Comm. Forêt » the « Commission Forêt ».
    """
    added, name, words = frozenset(own), folded(text), words_of(text)
    ways: tuple[Callable[[AnyTitled], bool], ...] = (
        lambda one: folded(one.name) == name,
        lambda one: bool(words) and words_of(one.name) == words,
        lambda one: bool(words - added) and words_of(one.name) - added == words - added,
        lambda one: bool(words - added) and words - added <= words_of(one.name) & ALONE,
        lambda one: is_shortened(text, one.name) and not words <= words_of(one.name),
    )
    results = ([one for one in bodies if is_so(one)] for is_so in ways) if name else ()
    return next((some for some in results if some), [])


def is_called(text: str, bodies: Sequence[Titled], own: Iterable[str]) -> bool:
    """Whether words name one of these bodies, or open with the word of one: « Bureau du 3 »."""
    opening = COMMITTEE.match(text.strip()) or INITIALS_OF_A_BODY.match(text.strip())
    return bool(opening or bodies_called(text, bodies, own))


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


def bodies_in(words: str, bodies: Sequence[AnyTitled], own: Iterable[str]) -> list[AnyTitled]:
    """The one body all of whose words stand in a title, the longest name before the others.

    « COPIL jeunesse » is no COPIL: what a title adds to a body's kind tells another one, unless
    the name stands there whole: « Présences au comité de pilotage (COPIL PAT) ».
    """
    read, added = words_of(words), frozenset(own)
    by_words = [(words_of(one.name), one) for one in bodies]
    telling = [pair for pair in by_words if len(pair[0]) > 1 or not pair[0] & KINDS]
    inside = [(its, one) for its, one in telling if its - added <= read and its & read]
    longest = max((len(its) for its, _one in inside), default=0)
    results = [one for its, one in inside if len(its) == longest]
    return results if len(results) == 1 else []


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
        if len(results) == 1 or (results := bodies_in(words, bodies, own)):
            return results[0].name
        return name if match and not BROKEN.search(words[: match.start()]) else ""

    return meaning
