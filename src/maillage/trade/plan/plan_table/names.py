"""Which structures and which people does a cell of a plan name?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.names import is_frequent, split_civility
from maillage.foundation.exchange.vocabulary.words import is_word

_BETWEEN = re.compile(
    r"\s?[;\n/+&•]\s?|\s?,\s|\set\s(?!(?:de|du|des|la|le|les|à|au|aux)\b|d['’]|l['’])",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"^(?P<outside>[^(\[]+)[(\[](?P<inside>[^)\]]+)[)\]]?$")
_SERVICE = re.compile(r"^(?P<structure>.+?)\s[–—-]\s(?P<service>.+)$")
_OPENS_SERVICE = re.compile(
    r"^(?:service|services|direction|pole|cellule|departement d|unite|mission)\b"
)
_IN_CAPITALS = re.compile(r"^[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ'’\-]*$")
_GIVEN = re.compile(r"^[A-ZÀ-ÖØ-Þ](?:[a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)*|\.)$")
_LABEL = re.compile(r"^\s*(?:pilotes?|porteurs?|portage|moa|chef de file)\s*:\s*", re.IGNORECASE)
_WAITED = frozenset({"a preciser", "a voir", "a recruter", "recrutement en cours"})


@dataclass(slots=True)
class Carriers:
    """Those that a cell of pilots names: structures in order, each with who acts there."""

    structures: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)


def is_waited(text: str) -> bool:
    """Whether the words only say that it is still to be known: « à définir »."""
    return is_word("vacant", text) or folded(text) in _WAITED


def listed(text: str) -> list[str]:
    """What a cell lists, once each: by semicolons, commas, lines, strokes, « et ».

    >>> listed("CCAS de Marcelles / Caf / MSA"), listed("écoles + association Plessage")
    (['CCAS de Marcelles', 'Caf', 'MSA'], ['écoles', 'association Plessage'])
    >>> listed("Commune de Brou et lycée de Marcelles"), listed("à définir")
    (['Commune de Brou', 'lycée de Marcelles'], [])
    """
    parts = (one_line(part).strip(" .-–—•*") for part in _BETWEEN.split(text))
    return list(dict.fromkeys(part for part in parts if part and not is_waited(part)))


def is_person(text: str) -> bool:
    """Whether a civility, an initial, or capitals beside a given name say a person.

    >>> [is_person(text) for text in ("M. Lancelin OURSEL", "Eve Roy", "CC du Val", "A. Roy")]
    [True, False, False, True]
    """
    civility, rest = split_civility(one_line(text))
    words = rest.replace(",", " ").split()
    if civility and words:
        return True
    if not 1 < len(words) <= 4:
        return False
    capitals = [bool(_IN_CAPITALS.match(word)) for word in words]
    givens = [bool(_GIVEN.match(word)) for word in words]
    is_whole = all(one or other for one, other in zip(capitals, givens, strict=True))
    if is_whole and len(words) == 2 and words[0].endswith("."):
        return True
    if not is_whole or not any(capitals) or not any(givens):
        return False
    given = next(word for word, one in zip(words, givens, strict=True) if one)
    is_initial = given.endswith(".")
    return (
        is_initial
        or is_frequent(given)
        or all(len(w) > 3 for w, c in zip(words, capitals, strict=True) if c)
    )


def bare_person(text: str) -> str:
    """A name without its civility.

    >>> bare_person("M. Lancelin OURSEL")
    'Lancelin OURSEL'
    """
    return split_civility(one_line(text))[1].strip(" ,")


def carriers(text: str) -> Carriers:
    """The structures of a cell and the people written beside them.

    >>> carriers("CC du Lac (Eve ROY) / Caf")
    Carriers(structures=['CC du Lac', 'Caf'], people=['Eve ROY'], services=[])
    >>> carriers("Eve ROY, CC du Lac"), carriers("CC – service enfance")
    (Carriers(structures=['CC du Lac'], people=['Eve ROY'], services=[]), \
Carriers(structures=['CC'], people=[], services=['service enfance']))
    """
    result = Carriers()
    for part in _apart(_LABEL.sub("", text)):
        match = _BRACKETS.match(part)
        beside = match["inside"] if match else ""
        is_service = bool(_OPENS_SERVICE.match(folded(beside)))
        if is_person(beside):
            result.people.append(bare_person(beside))
        elif is_service:
            result.services.append(beside)
        is_apart = match is not None and (is_service or is_person(beside))
        _put(result, match["outside"].strip() if match and is_apart else part)
    result.structures = list(dict.fromkeys(result.structures))
    return result


def _apart(text: str) -> Iterator[str]:
    """The parts of a cell, what stands in brackets staying with what it follows."""
    joined = re.sub(r"[(\[][^)\]]*[)\]]", lambda one: _BETWEEN.sub(" ", one[0]), text)
    yield from listed(joined)


def _put(result: Carriers, part: str) -> None:
    if is_person(part):
        result.people.append(bare_person(part))
        return
    if _OPENS_SERVICE.match(folded(part)) and result.structures:
        result.services.append(part)
        return
    match = _SERVICE.match(part)
    if match and is_person(match["service"]):
        result.people.append(bare_person(match["service"]))
        part = match["structure"]
    elif match and is_person(match["structure"]):
        result.people.append(bare_person(match["structure"]))
        part = match["service"]
    elif match and _OPENS_SERVICE.match(folded(match["service"])):
        result.services.append(match["service"])
        part = match["structure"]
    result.structures.append(part)


def people_in(text: str) -> list[str]:
    """The people of a column of people, without their civility."""
    return [bare_person(part) for part in listed(text)]


def without_twins(names: Iterable[str], others: Sequence[str]) -> list[str]:
    """These names, without those that others name already."""
    taken = {folded(one) for one in others}
    return [name for name in names if folded(name) not in taken]
