"""What does this header announce?"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.vocabulary.words import (
    header_fields,
    header_key,
    singular_key,
    whole_header_fields,
)

# « Port. » is a telephone; « Port de Retz » is a place.
_SHORT_PORTABLE = re.compile(r"^port\.\s*(?=\w)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(.*?)\s*(?:n\s*)?(\d)$")
# « Personne - Fonction », « adresse_code_postal »: a program writes whose attribute this is.
_STRUCTURED = re.compile(r"^\s*(\w+?)\s*(?:_|:|\s[-–—]\s)\s*(\S.*)$")
_MOST_WORDS = 8
_CUT_WORDS = re.compile(r"\w+\.?")
_UNIT = re.compile(r"(?: (?:€|k€|m€|euro|euros|ht|ttc))+$")
_OF_GOOGLE = re.compile(r"^[A-Z][A-Za-z -]+ \d+ - [A-Z][A-Za-z ]+$")
_OWNERS = frozenset(
    {"personne", "contact", "beneficiaire", "adresse", "siae", "etablissement", "structure", "lib",
     "libelle", "dc", "lieu", "association", "organisme", "employeur"}
)  # fmt: skip
_PEOPLE = frozenset({"personne", "contact"})
_STRUCTURES = frozenset(
    {"beneficiaire", "siae", "etablissement", "structure", "association", "organisme", "employeur"}
)
_OF_STRUCTURES = {
    "family_name": "organisation_name",
    "person_name": "organisation_name",
    "email": "email_organisation",
    "phone": "phone_organisation",
}
_ATTRIBUTES = frozenset(
    {"email", "phone", "mobile", "function", "civility", "given_name", "since", "until", "address"}
)
_NOTHING_BY_ITSELF = frozenset(
    {"du", "au", "port", "age", "art", "avis", "fait", "lien", "ps", "nom", "libelle", "intitule",
     "name", "arrivee", "entree", "sortie", "synd", "culte", "appreciation", "jugement", "secu",
     "maladie", "sensib", "handicape", "domicile", "mandat du",
     "mandat au"}
)  # fmt: skip
# What stands behind the name of its owner: never the owner itself, nor who answers for it.
_OWNED = _ATTRIBUTES | frozenset(
    {"family_name", "person_name", "postcode", "commune", "city", "insee_code", "territory",
     "region", "siren", "siret", "rna", "department", "website", "organisation_type"}
)  # fmt: skip
_REASONS = frozenset({"motif", "raison", "cause"})
_OF_MANDATES = frozenset({"since", "until", "successor"})
_NOT_A_DAY = frozenset({"heure", "lieu"})
_KINDS_OF_VALUES = frozenset({"type", "label"})
_COUNTS = frozenset({"nb", "nombre"})
# « pers. » is « per » once brought back to the singular.
_PRIVATE = frozenset(
    {"perso", "per", "personnel", "personnelle", "prive", "privee", "confidentiel",
     "confidentielle", "mes", "mon"}
)  # fmt: skip
_REFUSED_WHEN_PRIVATE = {
    "notes": "refused_private",
    "decision": "refused_private",
    "address": "refused_personal",
    "address_2": "refused_personal",
}
# « Téléphone domicile » rings at home; « Tél. aide à domicile » is that of a service.
_HOME = re.compile(r"(?<!\ba )\b(?:domicile|home|adresse (?:perso\w*|privee))\b")
_OF_A_HOME = frozenset(
    {"address", "address_2", "postcode", "city", "commune", "phone", "mobile", "fax"}
)


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """Field announced by a header; `rest` are the words that the field does not explain."""

    field: str
    rest: str = ""
    exact: bool = True
    number: int | None = None


@lru_cache(maxsize=5_000)
def match_header(text: str) -> HeaderMatch | None:
    """The field of a header: the whole words first, then the longest known part.

    >>> match_header("Délégué(e)s titulaires PETR")
    HeaderMatch(field='titulaire_name', rest='petr', exact=False, number=None)
    """
    key = header_key(text)
    if not key or len(key) > 80:
        return None
    number = _number(key)
    match = _whole_match(text, key, number) or _owned_match(text, number)
    if match:
        return match
    is_of_somebody, match = _of_somebody(text)
    if is_of_somebody:
        return match
    words = singular_key(_SHORT_PORTABLE.sub("portable ", text)).split()
    if _describes_another(words):
        return None
    loose = _attribute_first(words, number) or _loose_match(words, number)
    return _unless_private(_as_remarks(words, loose or _cut_match(text)))


def _whole_match(text: str, key: str, number: int | None) -> HeaderMatch | None:
    """The field of a header whose words are all known, or but for the number that ends them."""
    whole, fields = whole_header_fields(), header_fields()
    glued = header_key(text.casefold())  # « DepCom » is the code that INSEE calls depcom
    bare = _UNIT.sub("", key)  # « DETR (€) »
    field = whole.get(key) or fields.get(key) or fields.get(singular_key(text))
    field = field or fields.get(glued) or whole.get(bare)
    if field:
        return HeaderMatch(field, number=number)
    if _OF_GOOGLE.match(text):
        return HeaderMatch("address_book")
    numbered = _NUMBERED.match(key)
    field = numbered and (whole.get(numbered[1]) or fields.get(numbered[1]))
    return HeaderMatch(field, number=int(numbered[2])) if numbered and field else None


def _of_somebody(text: str) -> tuple[bool, HeaderMatch | None]:
    """« Personne - Compte actif »: whether a header tells a thing of somebody, and which.

    One that we do not know is nobody's name.
    """
    parts = _STRUCTURED.match(text)
    if parts is None or header_key(parts[1]) not in _PEOPLE:
        return False, None
    match = match_header(parts[2])
    return True, match if match and match.exact else None


def _owned_match(text: str, number: int | None) -> HeaderMatch | None:
    """« Personne - Fonction » is a function: the first word says whose it is."""
    parts = _STRUCTURED.match(text)
    owner = header_key(parts[1]) if parts else ""
    if not parts or owner not in _OWNERS:
        return None
    key = header_key(parts[2])
    field = whole_header_fields().get(key) or header_fields().get(key)
    if field not in _OWNED:
        return None
    of_structure = _OF_STRUCTURES.get(field) if owner in _STRUCTURES else None
    return HeaderMatch(of_structure or field, number=number)


def _describes_another(words: list[str]) -> bool:
    """« E-mail 1 - Type », « Motif de départ »: a kind or a reason, not the thing itself."""
    is_kind = words[-1] in _KINDS_OF_VALUES or words[0] == "type"
    return is_kind or (words[0] in _REASONS and words[1:2] != ["sociale"])


def is_of_a_home(field: str, around: str) -> bool:
    """Whether a field, with the words around it, tells where somebody lives."""
    return field in _OF_A_HOME and bool(_HOME.search(header_key(around)))


def _unless_private(match: HeaderMatch | None) -> HeaderMatch | None:
    """« Mes notes », « Rue (domicile) »: what a person keeps or lives apart is not taken."""
    if match and is_of_a_home(match.field, match.rest):
        return replace(match, field="refused_personal")
    if match and _PRIVATE & set(match.rest.split()):
        return replace(match, field=_REFUSED_WHEN_PRIVATE.get(match.field, match.field))
    return match


def _as_remarks(words: list[str], match: HeaderMatch | None) -> HeaderMatch | None:
    """« Remarques (départs, remplacements…) » are remarks, whatever they are about."""
    about_mandates = match is None or match.field in _OF_MANDATES
    if not about_mandates or words[0] == "date":
        return match
    remarks = [word for word in words if header_fields().get(word) == "notes"]
    rest = " ".join(word for word in words if word not in remarks)
    return HeaderMatch("notes", rest, exact=False) if remarks else match


def _cut_match(text: str) -> HeaderMatch | None:
    """« Désign. le », « Aide acc. »: the one field whose header begins each word so.

    A word that no point cuts is whole; two fields that fit are none.
    """
    every_field = header_fields() | whole_header_fields() if _cut_pattern(text) else {}
    fields = {field for key, field in every_field.items() if is_cut_short(text, key)}
    return HeaderMatch(fields.pop()) if len(fields) == 1 else None


def is_cut_short(text: str, key: str) -> bool:
    """Whether a header is a known one, some of its words cut short by a point.

    >>> is_cut_short("N° alloc.", "n allocataire"), is_cut_short("N° alloc", "n allocataire")
    (True, False)
    """
    pattern = _cut_pattern(text)
    return pattern is not None and bool(pattern.fullmatch(key))


@lru_cache(maxsize=1_000)
def _cut_pattern(text: str) -> re.Pattern[str] | None:
    words = _CUT_WORDS.findall(folded(text))
    if len(words) < 2 or len(words) > _MOST_WORDS or not any(one.endswith(".") for one in words):
        return None
    return re.compile(" ".join(_start_of(word) for word in words))


def _start_of(word: str) -> str:
    bare = re.escape(word.rstrip("."))
    return bare + r"\w*" if word.endswith(".") and len(bare) > 1 else bare


def _number(key: str) -> int | None:
    match = _NUMBERED.match(key)
    return int(match[2]) if match else None


def _loose_match(words: list[str], number: int | None) -> HeaderMatch | None:
    """The longest known part; a count of things, « Nb d’agents », is none of these things."""
    fields = header_fields()
    counts = words[0] in _COUNTS
    rows: list[tuple[int, bool, int, str]] = []
    for length, start in _windows(len(words)):
        if counts and start:
            continue
        key = " ".join(words[start : start + length])
        field = fields.get(key)
        telling = (len(key) > 2 or key == "gt") and key not in _NOTHING_BY_ITSELF
        if field and telling and _can_describe(words[0], field):
            rows.append((length, field in _ATTRIBUTES, -start, field))
    if not rows:
        return _bare_name(words, number)
    length, _, start, field = max(rows)
    rest = " ".join(words[:-start] + words[length - start :])
    return HeaderMatch(field, rest, exact=False, number=number)


def _bare_name(words: list[str], number: int | None) -> HeaderMatch | None:
    """« Nom élu »: a name, of whom the other words tell."""
    if "nom" not in words:
        return None
    rest = " ".join(word for word in words if word != "nom")
    return HeaderMatch("family_name", rest, exact=False, number=number)


def _attribute_first(words: list[str], number: int | None) -> HeaderMatch | None:
    """« Tél. élu référent » is a telephone, whoever it belongs to."""
    fields = header_fields()
    for length in range(min(len(words) - 1, 4), 0, -1):
        key = " ".join(words[:length])
        field = fields.get(key)
        telling = len(key) > 2 and key not in _NOTHING_BY_ITSELF
        if field in _ATTRIBUTES and telling and _can_describe(words[0], field):
            return HeaderMatch(field, " ".join(words[length:]), exact=False, number=number)
    return None


def _can_describe(opening: str, field: str) -> bool:
    """« Heure de départ » tells no day; « Date de prise de poste » tells one, not the post."""
    is_day_field = field in {"since", "until"} or field.endswith("_on")
    if opening in _NOT_A_DAY:
        return not is_day_field
    return opening != "date" or is_day_field or field not in _ATTRIBUTES


def _windows(count: int) -> list[tuple[int, int]]:
    """Lengths and starts of the runs of words, the longest first."""
    lengths = range(min(count, 6), 0, -1)
    return [(length, start) for length in lengths for start in range(count - length + 1)]
