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
_INITIAL = re.compile(r"^[A-ZÀ-Ý]h?(?:\.|(?:\.?-[A-ZÀ-Ý]\.?))?$")


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
        return bool(self.given) and bool(_INITIAL.match(self.given))

    @property
    def key(self) -> tuple[str, str]:
        return folded(self.family), folded(self.given)

    def written(self) -> str:
        return " ".join(part for part in (self.given, self.family) if part)


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
    tokens = rest.replace(",", " ").split()
    family, given = _family_and_given(tokens, order)
    return Name(civility, " ".join(family), " ".join(given))


def joined_name(civility: str, family: str, given: str, order: NameOrder) -> Name:
    """A name from separate columns; a full name left in the family column is still read."""
    lead, rest = split_civility(one_line(family))
    name = Name(civility_of(civility) or lead, rest, one_line(given))
    if given or len(rest.split()) < 2:
        return name
    return replace(read_name(rest, order), civility=name.civility)


def _family_and_given(tokens: list[str], order: NameOrder) -> tuple[list[str], list[str]]:
    initials = [token for token in tokens if _INITIAL.match(token)]
    if initials and len(initials) < len(tokens):
        return [token for token in tokens if token not in initials], initials
    capitals = [in_capitals(token) for token in tokens]
    if any(capitals) and not all(capitals):
        return _split_by_capitals(tokens, capitals)
    name_order = _order_by_given_name(tokens)
    if not any(capitals) and name_order is not NameOrder.UNKNOWN:
        order = name_order
    elif not any(capitals) and len(tokens) > 2 and is_particle(tokens[0]):
        return tokens[:-1], tokens[-1:]
    if order is NameOrder.FAMILY_FIRST or (all(capitals) and order is NameOrder.UNKNOWN):
        return _family_then_given(tokens)
    return (tokens[1:], tokens[:1]) if len(tokens) > 1 else (tokens, [])


def _family_then_given(tokens: list[str]) -> tuple[list[str], list[str]]:
    """« DUPONT JEAN MICHEL » ends with two given names, « DURAND MARTIN PAUL » with one."""
    if len(tokens) < 2:
        return tokens, []
    *before, one, other = tokens
    whole = bool(before) and not is_particle(before[-1])
    first = (
        -2 if whole and folded(one) in people_words()["compounded"] and is_frequent(other) else -1
    )
    return tokens[:first], tokens[first:]


def is_frequent(token: str) -> bool:
    """Whether a word is a frequent given name, or begins with one: « Anne-Lise »."""
    return folded(token).partition(" ")[0] in given_names()


def is_particle(token: str) -> bool:
    """Whether a word is a small word of a family name, whatever its capitals."""
    return folded(token) in people_words()["particle"]


def _split_by_capitals(tokens: list[str], capitals: list[bool]) -> tuple[list[str], list[str]]:
    first = capitals.index(True)
    last = len(capitals) - 1 - capitals[::-1].index(True)
    while first > 0 and is_particle(tokens[first - 1]):
        first -= 1
    return tokens[first : last + 1], tokens[:first] + tokens[last + 1 :]


def _order_by_given_name(tokens: list[str]) -> NameOrder:
    """The order told by a frequent given name at one end only."""
    if len(tokens) < 2:
        return NameOrder.UNKNOWN
    first, last = is_frequent(tokens[0]), is_frequent(tokens[-1])
    if first == last:
        return NameOrder.UNKNOWN
    return NameOrder.GIVEN_FIRST if first else NameOrder.FAMILY_FIRST


def in_capitals(token: str) -> bool:
    """Whether a word of two letters or more is written in capitals."""
    letters = [letter for letter in token if letter.isalpha()]
    return len(letters) > 1 and token.upper() == token
