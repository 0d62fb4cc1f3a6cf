"""Which telephone numbers does a cell give?"""

import re
from typing import NamedTuple

_FRENCH = re.compile(
    r"(?<!\d)(?<!\d\.)(?:\(?(?:\+|00)\s?(?:33|262|590|594|596|508|687|689)\)?[\s.-]?(?:\(\s?0\s?\))?[\s.-]?0?|0)"
    r"([1-9](?:[\s./\-\u00a0\u202f]{0,2}\d\d){4})(?!\d)"
)
_PLAIN = re.compile(r"^0[1-9](?:[ .-]?\d\d){4}$")
_OTHERWISE_CUT = re.compile(r"(?:0\s?|33\s?)([1-9](?:[\s.-]?\d){8})")
_NOT_DIGIT = re.compile(r"\D")
_NINE = re.compile(r"(?<![\w+])(?<!\d[ .)-])[1-9](?:[ .-]?\d\d){4}(?![ .-]?\d)")
_FOREIGN = re.compile(r"(?<!\d)(?<!\d[ .-])(?:\+|00)(?!33)\d{1,3}[\d\s./-]{6,16}\d")
_SWITCHBOARD = re.compile(
    r"\b(?:standard|poste|accueil|secr[ée]tariat)\b|\bp\.\s?\d", re.IGNORECASE
)
_EXTENSION = re.compile(r"\b(?:poste|ext\.?|p\.)\s?\d{1,6}\b", re.IGNORECASE)
FAX = re.compile(
    r"\b(?:fax|t[ée]l[ée]copi\w+)\b[\s.:]*(?:\+33|0)(?:[\s./()\-\u00a0\u202f]{0,3}\d){9,10}(?!\d)",
    re.IGNORECASE,
)
# A day and a period are no telephone: « 2023-01-11/2023-03-09 », « 11.01.2023 ».
_DAYS = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[./-]\d\d[./-]\d\d|\d\d[./-]\d\d[./-](?:19|20)\d\d)(?!\d)"
)
# In words of any kind, a day is also written with spaces, or with two figures for its year.
_DATED = re.compile(
    r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])"
    r"(?:([./-])(?:0?[1-9]|1[0-2])\1(?:20)?\d\d(?!\d|\1\d)|\s(?:0[1-9]|1[0-2])\s20\d\d(?!\d))"
)
_LINKS = re.compile(
    r"\b(?:ou|et|puis|t[ée]l|port|fixe|portable|mob|mobile|bureau|perso|pro|gsm)\b\.?|n°",
    re.IGNORECASE,
)


class PhoneReading(NamedTuple):
    """Numbers in order; `of_structure` when a switchboard is named; `refusal` says why none."""

    numbers: tuple[str, ...] = ()
    zero_restored: bool = False
    of_structure: bool = False
    with_text: bool = False
    refusal: str | None = None
    is_text: bool = False


def read_phones(text: str) -> PhoneReading:
    """Numbers of a cell as ten national digits; a foreign number keeps its country after +.

    A fax is no telephone; nor is what the days of a period or a longer number hold.

    >>> read_phones("01.99.00.10.02 / +33 (0)6 39 98 10 02").numbers
    ('0199001002', '0639981002')
    >>> read_phones("199001004").zero_restored
    True
    >>> read_phones("2023-01-11/2023-03-09").numbers
    ()
    """
    if _PLAIN.match(text):
        return PhoneReading((_digits(text),))
    text = _DAYS.sub(" ", FAX.sub(" ", text))
    numbers = ["0" + _digits(match[1]) for match in _FRENCH.finditer(text)]
    rest = _FRENCH.sub(" ", text)
    restored = ["0" + _digits(digits) for digits in _NINE.findall(rest)]
    rest = _NINE.sub(" ", rest)
    foreign = ["+" + _digits(result).removeprefix("00") for result in _FOREIGN.findall(rest)]
    rest = _FOREIGN.sub(" ", rest)
    if numbers or restored or foreign:
        return PhoneReading(
            tuple(dict.fromkeys([*numbers, *restored, *foreign])),
            zero_restored=bool(restored),
            of_structure=bool(_SWITCHBOARD.search(rest)),
            with_text=bool(re.search(r"[^\W\d_]{2,}", _LINKS.sub("", rest))),
        )
    otherwise = _OTHERWISE_CUT.fullmatch(text.strip())
    return PhoneReading((f"0{_digits(otherwise[1])}",)) if otherwise else _refused(text)


def without_phones(text: str) -> tuple[str, list[str]]:
    """A text without the French numbers written in it, and these numbers; its days stay.

    >>> without_phones("voir M. Dupuis 06 39 98 10 02, le 01.02.2027")
    ('voir M. Dupuis, le 01.02.2027', ['06 39 98 10 02'])
    >>> without_phones("01/02/2027 14h30, 01/02/27 03/04/27 puis 01 09 2026 12 places")
    ('01/02/2027 14h30, 01/02/27 03/04/27 puis 01 09 2026 12 places', [])
    """
    days = {at for day in _DATED.finditer(text) for at in range(*day.span())}
    matches = [one for one in _FRENCH.finditer(text) if days.isdisjoint(range(*one.span()))]
    rest = text
    for one in reversed(matches):
        rest = rest[: one.start()] + rest[one.end() :]
    return re.sub(r" +(?=[,.;]|$)", "", rest).strip(), [one[0] for one in matches]


def extension_in(text: str) -> str:
    """The extension written beside a number: « poste 214 »; empty when there is none.

    >>> extension_in("01 99 20 10 10 poste 214"), extension_in("01 99 20 10 10 (standard)")
    ('poste 214', '')
    """
    match = _EXTENSION.search(text)
    return match[0] if match else ""


def _refused(text: str) -> PhoneReading:
    digits = _digits(text)
    if not digits:
        return PhoneReading(refusal="Pas un numéro : non importé.", is_text=True)
    if len(digits) < 9:
        reason = f"Numéro incomplet : {len(digits)} chiffres sur dix. Complétez-le."
    else:
        reason = f"Numéro illisible : {len(digits)} chiffres au lieu de dix. Vérifiez-le."
    return PhoneReading(refusal=reason)


def _digits(text: str) -> str:
    return _NOT_DIGIT.sub("", text)
