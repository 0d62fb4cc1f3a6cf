"""Which structures and which people does a cell of a plan name?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import is_frequent, split_civility
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.trade.plan.periods import is_waited

_BETWEEN = re.compile(r"\s?[;\n/+•]\s?|\s?,\s|,?\s(?:puis|ensuite)\s", re.IGNORECASE)
_ET = re.compile(r"\set\s(?!(?:de|du|des|la|le|les|à|au|aux)\b|d['’]|l['’])", re.IGNORECASE)
# What opens somebody else's name, after « et »: a structure, an association, a group of people.
_ANOTHER = ("structure", "named_place", "collective", "association_word", "service_word")
# What opens a name that may hold « et »: « Assoc. Murs et Murets », « CC Bois et Marais ».
_NAMED_IN_TWO = ("association_word", "intercommunal_word")
# « Arts & Métiers » is one name, « Caf & MSA » are two structures.
_AND = re.compile(r"\s?&\s?")
_LONG_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{4,}$")
_BRACKETS = re.compile(r"^(?P<outside>[^(\[]+)[(\[](?P<inside>[^)\]]+)[)\]]?$")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,300}[)\]]")
_HIDDEN = re.compile(r"\ue000(\d+)\ue001")
_SERVICE = re.compile(r"^(?P<structure>.+?)\s[–—-]\s(?P<service>.+)$")
_OPENS_SERVICE = re.compile(
    r"^(?:service|services|direction|pole|cellule|departement d|unite|mission)\b"
)
_IN_CAPITALS = re.compile(r"^[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ'’\-]*$")
_MAYBE_PERSON = re.compile(
    r"^(?:[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*)(?: [A-ZÀ-ÖØ-Þ][\w'’-]+){1,2}$"
)
_GIVEN = re.compile(r"^[A-ZÀ-ÖØ-Þ](?:[a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)*|\.)$")
_FIRM = re.compile(r"(?:SARL|EURL|EARL|GAEC|SASU?|SCI|SCOP|SCIC|SCEA|SEML?|SPL|GI[PE]|CUMA|SNC)$")
_VOWEL, _ARTICLE = re.compile(r"[aeiouy.]"), re.compile(r"l[ea]s?|aux?|d[eu]s")
_LABEL = re.compile(r"^\s*(?:pilotes?|porteurs?|portage|moa|chef de file)\s*:\s*", re.IGNORECASE)
_DOUBTED = re.compile(
    r"(?:\?{1,5}|[(\[] ?(?:\?{1,5}|à (?:confirmer|valider|préciser|voir)) ?[)\]])$"
)
# What bears the name of somebody without being piloted by them: « lycée (Jean Perrin) ».
_NAMED_AFTER = re.compile(
    r"^(?:lycee|college|ecole|groupe|maison|espace|salle|residence|creche|foyer|mediatheque|"
    r"bibliotheque|centre|ehpad|institut|fondation|hopital|stade|parc|rue|place)\b"
)


@dataclass(slots=True)
class Carriers:
    """Those that a cell of pilots names: structures in order, each with who acts there."""

    structures: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def listed(text: str) -> list[str]:
    """What a cell lists, once each: by semicolons, commas, lines, strokes, « et », « puis ».

    What stands in brackets stays with what it follows.

    >>> listed("CCAS de Marcelles / Caf / MSA"), listed("écoles + association Plessage")
    (['CCAS de Marcelles', 'Caf', 'MSA'], ['écoles', 'association Plessage'])
    >>> listed("Commune de Brou et lycée de Marcelles"), listed("à définir")
    (['Commune de Brou', 'lycée de Marcelles'], [])
    """
    inside = _IN_BRACKETS.findall(text)
    numbers = iter(range(len(inside)))
    masked = _IN_BRACKETS.sub(lambda _one: f"\ue000{next(numbers)}\ue001", text)
    every = (
        half
        for part in _BETWEEN.split(masked)
        for side in _cut_at_et(part)
        for half in _cut_at_and(side)
    )
    shown = (_HIDDEN.sub(lambda one: inside[int(one[1])], part) for part in every)
    parts = (one_line(part).strip(" .-–—•*") for part in shown)
    return list(dict.fromkeys(part for part in parts if part and not is_waited(part)))


def _cut_at_and(part: str) -> list[str]:
    """The two sides of « & », but for two long words that make one name."""
    sides = [one.strip() for one in _AND.split(part)]
    for before, after in pairwise(sides):
        is_name = _LONG_WORD.match(after) and _LONG_WORD.match(before.rpartition(" ")[2])
        if is_name and not (is_of_a_kind(after) or is_of_a_kind(before)):
            return [part]
    return sides


def _cut_at_et(part: str) -> list[str]:
    """The sides of « et », the name of one association or of one EPCI staying whole."""
    sides = _ET.split(part)
    is_one = len(sides) > 1 and _is_one_name(*sides[:2])
    return [" et ".join(sides[:2]), *sides[2:]] if is_one else sides


def halves_of_name(text: str) -> list[str]:
    """The two names that « Assoc. Murs et Murets » would be, were it not that of one structure.

    >>> halves_of_name("Assoc. Murs et Murets"), halves_of_name("Caf et MSA")
    (['Assoc. Murs', 'Murets'], [])
    """
    sides = [side.strip() for side in _ET.split(text)]
    return sides if len(sides) == len("ab") and _is_one_name(*sides) else []


def _is_one_name(first: str, second: str) -> bool:
    """Whether « et » stands inside one name, of an association or an EPCI: two with a capital.

    Words that say another structure, its initials or somebody after it are another one.
    """
    word, _space, name = first.strip().partition(" ")
    after, other = name.split(), _HIDDEN.sub("", second).strip()
    is_whole = any(is_word(kind, word.rstrip(".")) for kind in _NAMED_IN_TWO) and bool(after)
    is_whole = is_whole and after[-1][:1].isupper() and other[:1].isupper()
    if not is_whole or (other.isupper() and not after[-1].isupper()):
        return False
    opens = other.split()[0].rstrip(".")
    is_another = any(is_word(kind, opens) for kind in _ANOTHER) or is_of_a_kind(other)
    return not (is_another or is_person(other) or _looks_given(other))


def is_of_a_kind(text: str) -> bool:
    """Whether words say by themselves what a structure is: « Région », « Commune de Brou »."""
    return organisation_kind(text, "") != OrganisationKind.OTHER


def is_person(text: str) -> bool:
    """Whether a civility, an initial, or capitals beside a given name say a person.

    >>> [is_person(text) for text in ("M. Lancelin OURSEL", "Eve Roy", "CC du Val", "A. Roy")]
    [True, False, False, True]
    >>> is_person("SARL Bois Vannier"), is_person("GAEC Roy"), is_person("ROY Eve")
    (False, False, True)
    """
    civility, rest = split_civility(one_line(text))
    words = rest.replace(",", " ").split()
    if civility and words:
        return True
    if not 1 < len(words) <= 4 or _FIRM.match(words[0]) or _is_a_structure(words):
        return False
    capitals = [bool(_IN_CAPITALS.match(word)) for word in words]
    given_names = [bool(_GIVEN.match(word)) for word in words]
    is_whole = all(one or other for one, other in zip(capitals, given_names, strict=True))
    if is_whole and len(words) == 2 and words[0].endswith("."):
        return True
    if not is_whole or not any(capitals) or not any(given_names):
        return False
    given = next(word for word, one in zip(words, given_names, strict=True) if one)
    is_initial = given.endswith(".")
    return (
        is_initial
        or is_frequent(given)
        or all(len(w) > 3 for w, c in zip(words, capitals, strict=True) if c)
    )


def _is_a_structure(words: Sequence[str]) -> bool:
    """Whether initials open a name that is nobody's: « EHPAD Les Genêts », « CPTS Ar Mor »."""
    is_spelt = words[0].isupper() and not _VOWEL.search(folded(words[0]))
    has_article = any(_ARTICLE.fullmatch(folded(word)) for word in words[1:])
    return has_article or is_spelt or (words[0].isupper() and is_of_a_kind(words[0]))


def bare_person(text: str) -> str:
    """A name without its civility.

    >>> bare_person("M. Lancelin OURSEL")
    'Lancelin OURSEL'
    """
    return split_civility(one_line(text))[1].strip(" ,")


def carriers(text: str) -> Carriers:
    """The structures of a cell and the people written beside them.

    >>> carriers("CC du Lac (Eve ROY) / Caf")
    Carriers(structures=['CC du Lac', 'Caf'], people=['Eve ROY'], services=[], doubts=[])
    >>> carriers("Eve ROY, CC du Lac"), carriers("CC – service enfance")
    (Carriers(structures=['CC du Lac'], people=['Eve ROY'], services=[], doubts=[]), \
Carriers(structures=['CC'], people=[], services=['service enfance'], doubts=[]))
    """
    result = Carriers()
    for part in listed(_LABEL.sub("", text)):
        bare = _DOUBTED.sub("", part).rstrip()
        if bare != part:
            result.doubts.append(part)
        if bare:
            _put(result, bare)
    result.structures = list(dict.fromkeys(result.structures))
    return result


def _put(result: Carriers, part: str) -> None:
    """Puts one carrier where it belongs: a structure, somebody, both, or a service."""
    brackets, dash = _BRACKETS.match(part), _SERVICE.match(part)
    if brackets:
        _put_pair(result, part, brackets["outside"].strip(), brackets["inside"].strip())
    elif is_person(part):
        result.people.append(bare_person(part))
    elif _OPENS_SERVICE.match(folded(part)) and result.structures:
        result.services.append(part)
    elif dash:
        _put_pair(result, part, dash["structure"], dash["service"])
    else:
        result.structures.append(part)


def _put_pair(result: Carriers, part: str, one: str, other: str) -> None:
    """« CC du Lac (Eve ROY, directrice) », « Eve ROY (CC du Lac) », « CC du Lac – service eau »."""
    first, *more = [text.strip() for text in re.split(r"[,;/]", other)]
    if _OPENS_SERVICE.match(folded(other)):
        result.services.append(other)
        result.structures.append(one)
    elif is_person(first) or (_looks_given(first) and not _NAMED_AFTER.match(folded(one))):
        result.people.append(bare_person(first))
        result.services += [text for text in more if text and not is_function(text)]
        result.structures.append(one)
    elif is_person(one) or _looks_given(one):
        result.people.append(bare_person(one))
        result.structures += [text for text in (first, *more) if text and not is_function(text)]
    else:
        if _MAYBE_PERSON.match(first) and not _NAMED_AFTER.match(folded(one)):
            result.doubts.append(part)
        result.structures.append(part)


def _looks_given(text: str) -> bool:
    """Whether a frequent given name opens two or three words, beside a structure."""
    words = text.split()
    return 1 < len(words) <= 3 and bool(_MAYBE_PERSON.match(text)) and is_frequent(words[0])


def people_in(text: str) -> list[str]:
    """The people of a column of people, without their civility."""
    return [bare_person(part) for part in listed(text)]


def without_twins(names: Iterable[str], others: Sequence[str]) -> list[str]:
    """These names, without those that others name already."""
    taken = {folded(one) for one in others}
    return [name for name in names if folded(name) not in taken]
