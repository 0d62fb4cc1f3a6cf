"""How are a number and a title told apart, at the head of an axis, an objective or an action?"""

import re
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.vocabulary.words import singular_key

_AXIS = r"axes?|orientations?|enjeux?|piliers?|ambitions?|volets?|defis?|priorites?|champs?"
_AIM = r"sous[ -]axes?|objectifs?|mesures?|sous[ -]orientations?|chantiers?"
_RANK = r"(?:n° ?)?(?:\d+(?:\.\d+)*|[ivx]{1,4}|[a-h])"
_KIND = r"(?:strategique|prioritaire|operationnel|general|transversal)e?s?"
_WORDS = re.compile(
    rf"^(?:(?:{_AXIS}|{_AIM})(?: {_KIND})?)"
    rf"\s*{_RANK}(?=$|[\s.:)–—-])"
)
_OF_AXIS = re.compile(rf"^(?:{_AXIS})\b(?! de\b)")
_OF_AIM = re.compile(rf"^(?:{_AIM})\b.*?\d|^\d+\.\d+\.? ")
_NUMBERED = re.compile(
    r"^(?P<word>[^\W\d]+(?:[ -][^\W\d]+)?)?\s*(?:n°\s*)?(?P<number>\d+(?:\.\d+)*|[IVX]{1,4}|[A-H])"
    r"\s*(?:[.:)–—-]+\s*|\s+|$)(?P<title>.*)$",
    re.DOTALL,
)
_CODE = re.compile(
    r"^(?:(?:fiches?|actions?|fa)(?:[ -]actions?)?\s*(?:n°\s*)?)?"
    r"(?P<number>(?:[A-Z]{1,3}[.-]?)?\d+(?:[.-]\d+)*(?:\.[a-z]\b|\s?(?:bis|ter|[a-d])\b)?)"
    r"(?P<sign>\s*[.:)–—-]+\s*|\s+)(?P<title>\D.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = re.compile(r"^(?:fiche|action|fa)s?\b", re.IGNORECASE)
_OF_NUMBER = re.compile(
    r"^(?:(?:fiches?|actions?|fa)(?:[ -]actions?)?\s*)?(?:n°|no\b)?\s*", re.IGNORECASE
)


class Heading(NamedTuple):
    """An axis or an objective: its number when it is written, its title."""

    number: str
    title: str


NOWHERE = Heading("", "")


def is_axis(words: str) -> bool:
    """Whether words head an axis: « Orientation 2 – Se déplacer ».

    >>> is_axis("AXE 1 : Manger local"), is_axis("Axe de la Loire"), is_axis("Plan 2026")
    (True, False, False)
    """
    text = folded(words)
    return bool(_OF_AXIS.match(text) and (_WORDS.match(text) or ":" in words))


def is_aim(words: str) -> bool:
    """Whether words head an objective: « Objectif 1.2 – Relier », « 1.2 Relier »."""
    return bool(_OF_AIM.match(folded(words)))


def heading(words: str, header: str = "") -> Heading:
    """The number and the title of an axis or an objective, numbered by a word of its header.

    >>> heading("Axe 1 : Manger local à la cantine"), heading("1.2 Relier producteurs et cuisines")
    (Heading(number='1', title='Manger local à la cantine'), \
Heading(number='1.2', title='Relier producteurs et cuisines'))
    >>> heading("Vocation 2 - Vivre ici", "Vocations"), heading("Vocation 2 - Vivre ici").title
    (Heading(number='2', title='Vivre ici'), 'Vocation 2 - Vivre ici')
    >>> heading("Axe 3"), heading("Petite enfance")
    (Heading(number='3', title='Axe 3'), Heading(number='', title='Petite enfance'))
    """
    text = one_line(words).strip(" -–—:")
    match = _NUMBERED.match(text)
    word = folded(match["word"] or "") if match else ""
    is_word = not word or singular_key(word) in singular_key(header).split()
    is_word = is_word or bool(re.fullmatch(rf"(?:{_AXIS}|{_AIM})(?: \w+)?", word))
    if not match or not is_word or (not word and not match["number"][0].isdigit()):
        return Heading("", text)
    title = match["title"].strip()
    return Heading(match["number"], title or text)


def titled(words: str) -> tuple[str, str]:
    """The number and the title of an action.

    >>> titled("1.2.3 Tournée de livraison"), titled("Fiche 7 - Un tarif commun")
    (('1.2.3', 'Tournée de livraison'), ('7', 'Un tarif commun'))
    >>> titled("10 haies plantées"), titled("A1.2 – Ateliers")
    (('', '10 haies plantées'), ('A1.2', 'Ateliers'))
    """
    text = one_line(words)
    match = _CODE.match(text)
    if not match:
        return "", text
    is_marked = match["sign"].strip() or _OPENS.match(text) or not match["number"].isdecimal()
    return (match["number"].strip(), match["title"].strip()) if is_marked else ("", text)


def bare_number(words: str) -> str:
    """The number of an action without the word before it.

    >>> bare_number("Fiche n° 12"), bare_number("FA 3.1"), bare_number("12.0")
    ('12', '3.1', '12')
    """
    text = _OF_NUMBER.sub("", one_line(words)).strip(" .:")
    return text.removesuffix(".0") if text.count(".") == 1 and text.endswith(".0") else text
