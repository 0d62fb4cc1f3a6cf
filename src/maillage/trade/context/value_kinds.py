"""What does a value of an officer's list look like: a day, a sum, a name, a few words?"""

import re

from django.utils import timezone

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.periods import due_day
from maillage.foundation.exchange.tables.value_looks import (
    has_legal_word,
    has_no_digit,
    is_person_text,
    opens_as_structure,
    reaches,
)
from maillage.foundation.exchange.vocabulary.words import waits
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.trade.context.typed_sums import SUM

MOST_OF_A_LABEL = 4
ENDLESS = re.compile(
    r"(?:en )?(?:cdi|permanent(?:e|s)?|titulaires?|fonctionnaires?|indeterminee?|"
    r"sans (?:fin|limites?|limitations?|terme|objet)(?: de (?:duree|temps))?|"
    r"duree indeterminee|illimitee?)"
)
# « ONF », « DREAL », « SDE24 »: a name by its initials.
INITIALS = re.compile(r"[A-ZÀ-Ý]{2,8}\d{0,3}")
YEAR = re.compile(r"(?:19|20)\d\d")
LETTERS = re.compile(r"[^\W\d_]{3,}")
OF_DAYS = re.compile(
    r"(?:jan|fev|mar|avr|mai|jui|aou|sep|oct|nov|dec)\w*|annees?|scolaire|rentree|trim\w*|sem\w*|"
    r"avant|ici|pour|plus|tard|cour\w+|debut|fin|jusqu|depuis|des|partir|vers|printemps|ete|automne|"
    r"hiver|lun\w*|jeu\w*|ven\w*|sam\w*|dim\w*|1er|ere|eme|compter"
)
# « AR-2026-55 », « DP 0417 »: capitals and a number.
CODE = re.compile(r"([A-ZÀ-Ý]{2,8})[-–_/ ]{0,2}\d[\w/-]*")
PARTS = re.compile(r"\s?[;/+\n]\s?|\s?,\s")


def is_day(text: str) -> bool:
    """Whether a text says a day or a period and nothing else, even one that does not exist.

    >>> [is_day(text) for text in ("12/03/2027", "T1 2027", "31/02/2027", "d'ici fin mars 2027")]
    [True, True, True, True]
    >>> [is_day(text) for text in ("Bilan annuel", "25", "Convention du 12/03/2027", "2027")]
    [False, False, False, True]
    """
    others = [word for word in LETTERS.findall(folded(text)) if not OF_DAYS.fullmatch(word)]
    if text.isdecimal():
        return bool(YEAR.fullmatch(text))
    if has_no_digit(text) or len(others) > text[:1].isdigit():
        return False
    due = due_day(text, timezone.localdate())
    return due.is_impossible or due.day is not None or read_date(text).date is not None


def is_sum(text: str) -> bool:
    """Whether a text is a sum, with its unit or not, or one that waits."""
    return waits(text) or bool(SUM.fullmatch(text.casefold().replace("−", "-")))


def is_body(text: str) -> bool:
    """Whether each name of a text is that of a structure.

    >>> is_body("ONF / CC du Lac"), is_body("Préfecture"), is_body("Eve ROY"), is_body("voirie")
    (True, True, False, False)
    """
    return not is_somebody(text) and all(map(_is_one_body, PARTS.split(text)))


def _is_one_body(text: str) -> bool:
    is_ordinary = organisation_kind(text, "") != OrganisationKind.OTHER
    is_ordinary = is_ordinary or has_legal_word(text) or opens_as_structure(text)
    return is_ordinary or bool(INITIALS.fullmatch(text.strip()))


def is_somebody(text: str) -> bool:
    """Whether a text is the name of somebody."""
    return is_person_text(text.partition("\n")[0])


def is_words(text: str) -> bool:
    """Whether a text is words, and no day, sum, address or name of somebody.

    >>> [is_words(text) for text in ("Bilan annuel", "12/03/2027", "1 500 €", "Mme Eve ROY", "x")]
    [True, False, False, False, False]
    """
    letters = sum(map(str.isalpha, text))
    return letters > len("ab") and not (
        is_day(text) or is_sum(text) or reaches(text) or is_somebody(text)
    )


def is_place(text: str) -> bool:
    """Whether a text may be the name of one commune: a capital, no figure, no list.

    >>> is_place("Saint-Orme"), is_place("voirie"), is_place("Brou, Vaux"), is_place("Eve ROY")
    (True, False, False, False)
    """
    is_one = text[:1].isupper() and not PARTS.search(text) and " et " not in text
    return (
        is_one
        and has_no_digit(text)
        and len(text.split()) <= MOST_OF_A_LABEL + 1
        and (not is_somebody(text))
    )


def is_label(text: str) -> bool:
    """Whether a text is a few words without figures, as a theme is.

    >>> is_label("petite enfance"), is_label("Commune de Brou"), is_label("2 réunions par an")
    (True, False, False)
    """
    is_short = len(folded(text).split()) <= MOST_OF_A_LABEL
    return is_short and has_no_digit(text) and is_words(text) and not has_legal_word(text)


def is_endless(text: str) -> bool:
    """Whether a text says that something has no end: « CDI », « titulaire »."""
    return bool(ENDLESS.fullmatch(folded(text)))


def is_short_reference(text: str) -> bool:
    """Whether a text is a number or a code: « art. 4 », « R-998 », « 12-3 ».

    >>> [is_short_reference(text) for text in ("art. 4", "R-998", "12/03/2027", "sans objet")]
    [True, True, False, False]
    >>> is_short_reference("AR-2026-55"), is_short_reference("MARS 2027")
    (True, False)
    """
    code = CODE.fullmatch(text)
    if code and not OF_DAYS.fullmatch(folded(code[1])):
        return True
    is_short = len(text.split()) <= MOST_OF_A_LABEL and not has_no_digit(text)
    return is_short and (not is_day(text) or text.isdecimal())
