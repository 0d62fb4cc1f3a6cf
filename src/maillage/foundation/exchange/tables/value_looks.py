"""What does one value of a column look like: somebody, a structure, a number, a year?"""

import re

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import civility_of
from maillage.foundation.exchange.cleaning.people_cells import split_contacts
from maillage.foundation.exchange.cleaning.phones import read_phones
from maillage.foundation.exchange.vocabulary.words import given_names, is_word

_LEGAL = re.compile(
    r"\b(?:commune|ville|mairie|cc|ca|cu|communaute|agglo\w*|metropole|departement|conseil|region|"
    r"syndicat|petr|pnr|parc|association|asso|caf|msa|cci|cma|chambre|sarl|sas|scic|scop|spl|sivom|"
    r"sivu|smictom|sictom|centre|college|lycee|ecole|ehpad|ccas|cias|mission|office|ddt|ddtm|dreal|ars|prefecture|"
    r"agence|federation|fondation|etat|creche|multi accueil|mediatheque|mjc|cpam|cpts|udaf|foyer)\b"
)
_PARTIES = frozenset(
    {"se", "lr", "ps", "rn", "lfi", "dvd", "dvg", "dvc", "eelv", "pcf", "modem", "ren", "re",
     "lrem", "udi", "rec", "ump", "prg", "npa", "lo", "exd", "exg", "div"}
)  # fmt: skip
_PERSON = re.compile(
    r"^(?:M\.|Mme|M |Mr|Monsieur|Madame|Mlle)|^[A-ZÀ-Ý'’-]{3,}\s+[A-ZÀ-Ý][a-zà-ÿ-]+$"
    r"|^[A-ZÀ-Ý][a-zà-ÿ-]+\s+[A-ZÀ-Ý'’-]{3,}$"
)
# « Mme GABORIAU », « A. Lesourd »: a civility, or an initial before a name, and no acronym.
_OF_SOMEBODY = re.compile(
    r"^(?:(?:M\.|Mr\.?|Mme|Mlle|Monsieur|Madame)\s+|[A-ZÀ-Ý]\.\s?)[A-ZÀ-Ý][\w'’-]+"
)
# « Co-présidence : Eve ROY, Luc BON », « Eve ROY – coordinatrice »: what stands around a name.
_BEFORE_NAME = re.compile(r"^[^:\n]{2,40}?\s?:\s+(?=\S)")
_AFTER_NAME = re.compile(r"\s+[–—-]\s|[,;/]|\s+et\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AMOUNT = re.compile(r"\d[\d \u00a0\u202f]{2,}\d(?:[.,]\d{1,2})?\s?(?:€|euros?)?")
_WORKING_TIME = re.compile(
    r"\d{1,3}(?:[.,]\d+)? ?(?:etp|%|equivalents? temps plein)|mi temps|"
    r"(?:a )?temps (?:plein|partiel)"
)
_OF_PERIODS = re.compile(
    r"\b(?:mandats?|depuis|jusqu'(?:au?|en)|du|de|au?|en|et|fin|debut|le|a partir|ca|cm|cc|ag)\b"
    r"|[\d\W_]+"
)


def has_legal_word(text: str) -> bool:
    """Whether a text holds a word that only names of structures hold."""
    return bool(_LEGAL.search(folded(text)))


def opens_as_structure(text: str) -> bool:
    """Whether a text begins with a word of names of structures."""
    first = text.split(maxsplit=1)[:1]
    return bool(_LEGAL.match(folded(text))) or any(is_word("structure", word) for word in first)


def is_person_text(text: str) -> bool:
    """Whether a text reads as the name of somebody, whatever stands around the name.

    >>> is_person_text("Binôme : Tanguy LOUVEL / Eve ROY"), is_person_text("Inaya BON – animatrice")
    (True, True)
    """
    name = _AFTER_NAME.split(_BEFORE_NAME.sub("", text), maxsplit=1)[0].strip()
    return bool(_PERSON.match(name) or _has_given_name(name)) and not has_legal_word(name)


def is_surely_somebody(text: str) -> bool:
    """Whether a civility, an initial or a structure in brackets makes of a text a person's name.

    >>> is_surely_somebody("Mme Gaboriau"), is_surely_somebody("A. Lesourd (CC Trois Étangs)")
    (True, True)
    >>> is_surely_somebody("Jeanne Morel (collège)"), is_surely_somebody("M.J.C. du Val")
    (False, False)
    """
    name, _bracket, inside = text.strip().partition("(")
    if _OF_SOMEBODY.match(name):
        return True
    return is_person_text(name) and has_legal_word(inside) and len(inside.split()) > 1


def _has_given_name(text: str) -> bool:
    """« Anne LE GOFF, Luc GRAND »: a frequent given name at an end of the first name."""
    words = re.split(r"[,;/\n]", text)[0].split()
    ends = {folded(word).partition(" ")[0] for word in (*words[:1], *words[-1:])}
    return 2 <= len(words) <= 4 and bool(ends & given_names())


def opens_with_a_year_or_a_day(text: str) -> bool:
    """Whether a text begins with a year or the number of a day."""
    return bool(re.match(r"(?:depuis\s+)?\d{2}", folded(text)))


def parts_of(text: str) -> list[str]:
    """What marks part in a cell: « Maire, Commune de Vaux », « DGS – CC du Val », « DGS (CC) ».

    >>> parts_of("Conseillère technique (Caf)"), parts_of("Maire-adjointe")
    (['Conseillère technique', 'Caf'], ['Maire-adjointe'])
    """
    return [part for part in re.split(r"\s*[,;/()\n]\s*|\s+[–—-]\s+", text.strip()) if part]


def is_civility(text: str) -> bool:
    """Whether a text is a civility and nothing else."""
    return civility_of(text) is not None


def has_no_letter(text: str) -> bool:
    """Whether figures and marks alone are written."""
    return not any(map(str.isalpha, text))


def has_no_digit(text: str) -> bool:
    """Whether no figure is written."""
    return not any(map(str.isdigit, text))


def is_party(text: str) -> bool:
    """Whether a text is the acronym of a party."""
    return folded(text).rstrip("*. ") in _PARTIES


def has_address(text: str) -> bool:
    """Whether an address of mail stands in a text."""
    return "@" in text


def has_phone(text: str) -> bool:
    """Whether a telephone number stands in a text."""
    return bool(read_phones(text).numbers)


def names_and_reaches(text: str) -> bool:
    """A name, with its address or number in the same cell."""
    name = split_contacts(text)[0]
    return reaches(text) and "@" not in name and len(name.split()) >= 2


def is_bare_address(text: str) -> bool:
    """An address alone, not one written beside a name."""
    return has_address(text) and len(split_contacts(text)[0].split()) < 2


def reaches(text: str) -> bool:
    """Whether a text holds an address or a number."""
    return has_address(text) or has_phone(text)


def is_period(text: str) -> bool:
    """« CA 2024-2027 », « depuis 2021 »: years, with nothing beside them that names an office.

    >>> is_period("CA 2024-2027"), is_period("Maire depuis 2020")
    (True, False)
    """
    words = _OF_PERIODS.sub(" ", folded(text)).split()
    return bool(_YEAR.search(text)) and not any(map(is_function, words)) and len(words) < 2


def is_working_time(text: str) -> bool:
    """« 0,8 ETP », « mi-temps »: how long somebody works.

    >>> is_working_time("0,8 ETP"), is_working_time("temps plein"), is_working_time("80")
    (True, True, False)
    """
    return bool(_WORKING_TIME.fullmatch(folded(text)))


def is_amount(text: str) -> bool:
    """Four figures or more: what « Région » gave, not its number."""
    return bool(_AMOUNT.fullmatch(text))
