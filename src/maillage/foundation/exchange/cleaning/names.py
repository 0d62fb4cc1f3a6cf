"""Who is named in this cell: civility, family name, given name?"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.vocabulary.words import given_names, people_words

_CIVILITY = re.compile(
    r"^(M\.|MM\.|Mr\.?|Monsieur|M(?=\s)|Mmes?\.?|Mᵐᵉ|Madame|Mlles?\.?|Mademoiselle|Messieurs|Mesdames)(?:\s+|$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:l[ea]\s+)?(?:Dr|Docteur|Docteure|Me|Maître|Pr|Professeure?)\.?\s+(?=\w)"
    r"|^(?:Vve|Veuve|Père|Abbé|Sœur|Frère)\.?\s+(?=\w+\s+\w)"
)
INITIAL = re.compile(r"^[A-ZÀ-Ý]h?(?:\.|\.?-[A-ZÀ-Ý]\.?|\.[A-ZÀ-Ý]\.)?$")
# What is in capitals, with the particles before it: c in capitals, p particle, x any other word.
_IN_CAPITALS = re.compile(r"(.*?)(?<!p)(p*c(?:.*c)?)([^c]*)")


class NameOrder(StrEnum):
    """Order announced by the header, used only when no capitals tell the family name."""

    UNKNOWN = "unknown"
    FAMILY_FIRST = "family_first"
    GIVEN_FIRST = "given_first"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as written; `given` may be an initial, or empty."""

    civility: str | None
    family: str
    given: str

    @property
    def is_initial(self) -> bool:
        return bool(self.given) and bool(INITIAL.match(self.given))

    @property
    def key(self) -> tuple[str, str]:
        return folded(self.family), folded(self.given)


def civility_of(text: str) -> str | None:
    """M. or Mme, whatever the spelling; None when the text is neither.

    >>> civility_of("Monsieur"), civility_of("Mlle"), civility_of("M. et Mme")
    ('M.', 'Mme', None)
    """
    word = folded(text).rstrip(".")
    if word in people_words()["man"]:
        return "M."
    return "Mme" if word in people_words()["woman"] else None


def split_civility(text: str) -> tuple[str | None, str]:
    """The civility that opens a text, and what follows it."""
    match = _CIVILITY.match(text)
    if not match:
        return None, _TITLE.sub("", text)
    return civility_of(match[1]), _TITLE.sub("", text[match.end() :].strip())


def read_name(text: str, order: NameOrder = NameOrder.UNKNOWN) -> Name:
    """A name from one text; capitals tell the family name, else the announced order.

    >>> read_name("Mme DESGRAVIERS-LONE Anne-Cécile")
    Name(civility='Mme', family='DESGRAVIERS-LONE', given='Anne-Cécile')
    >>> read_name("P. HAUTECLAIRE").is_initial
    True
    """
    civility, rest = split_civility(one_line(text))
    if re.fullmatch(r"[^,]+,\s*[^,]+", rest):
        order = NameOrder.FAMILY_FIRST
    family, given = _family_and_given(rest.replace(",", " ").split(), order)
    return Name(civility, " ".join(family), " ".join(given))


def joined_name(civility: str, family: str, given: str, order: NameOrder) -> Name:
    """A name from separate columns; a full name left in the family column is still read."""
    lead, rest = split_civility(one_line(family))
    name = Name(civility_of(civility) or lead, rest, one_line(given))
    if given or len(rest.split()) < 2:
        return name
    return replace(read_name(rest, order), civility=name.civility)


def _family_and_given(words: list[str], order: NameOrder) -> tuple[list[str], list[str]]:
    initials = [word for word in words if INITIAL.match(word)]
    if initials and len(initials) < len(words):
        return [word for word in words if word not in initials], initials
    marks = "".join("c" if in_capitals(w) else "p" if is_particle(w) else "x" for w in words)
    capitals = _IN_CAPITALS.fullmatch(marks)
    if capitals and marks.strip("c"):
        start, end = capitals.span(2)
        return words[start:end], words[:start] + words[end:]
    if len(words) < 2 or (len(words) == 2 and folded(words[0]) in people_words()["family_article"]):
        return words, []
    first, last = is_frequent(words[0]), is_frequent(words[-1])
    if capitals:
        order = NameOrder.FAMILY_FIRST if order is NameOrder.UNKNOWN else order
    elif first != last:
        order = NameOrder.GIVEN_FIRST if first else NameOrder.FAMILY_FIRST
    elif len(words) > 2 and marks[0] == "p":
        return words[:-1], words[-1:]
    return _family_then_given(words) if order is NameOrder.FAMILY_FIRST else (words[1:], words[:1])


def _family_then_given(words: list[str]) -> tuple[list[str], list[str]]:
    """« DUPONT JEAN MICHEL » ends with two given names, « DURAND MARTIN PAUL » with one."""
    *before, one, other = words
    whole = bool(before) and not is_particle(before[-1])
    compounded = folded(one) in people_words()["compounded"] and is_frequent(other)
    first = -2 if whole and compounded else -1
    return words[:first], words[first:]


def is_frequent(word: str) -> bool:
    """Whether a word is a frequent given name, or begins with one: « Anne-Lise »."""
    return folded(word).partition(" ")[0] in given_names()


def is_particle(word: str) -> bool:
    """Whether a word is a small word of a family name, whatever its capitals."""
    return folded(word) in people_words()["particle"]


def in_capitals(word: str) -> bool:
    """Whether a word of two letters or more is written in capitals."""
    bare = word.removeprefix("d'").removeprefix("d’")  # « d'HERBEMONT »
    return bare.upper() == bare and sum(map(str.isalpha, bare)) > 1
