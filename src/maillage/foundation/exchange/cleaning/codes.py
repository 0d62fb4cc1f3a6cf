"""Is this official number right?"""

import re
from dataclasses import dataclass

_DECIMAL = re.compile(r"(?<=\d{5})[.,]0\Z")  # « 21850001100011.0 », as a program writes a number
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SirenReading:
    """The two numbers when their key is right; `refusal` says why not."""

    siren: str | None = None
    siret: str | None = None
    zeros_restored: bool = False
    refusal: str | None = None


def luhn_is_right(digits: str) -> bool:
    """Key of SIREN and SIRET numbers (Luhn, ISO/IEC 7812-1).

    >>> luhn_is_right("000100016"), luhn_is_right("000100034")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def read_siren(text: str) -> SirenReading:
    """SIREN (9 digits) or SIRET (14), spaces allowed, zeros lost by a spreadsheet restored."""
    if _ROUNDED.fullmatch(text.strip()):
        return SirenReading(
            refusal="Votre tableur a arrondi ce numéro : mettez la colonne au format Texte, puis "
            "recopiez-le en entier."
        )
    digits = re.sub(r"[\s.\u00a0\u202f-]", "", _DECIMAL.sub("", text.strip()))
    if not digits.isdecimal():
        return SirenReading(refusal="Ce n’est pas un SIREN : neuf chiffres sont attendus.")
    if len(digits) in {9, 14}:
        return _checked(digits, zeros_restored=False)
    size = 9 if len(digits) < 9 else 14
    padded = digits.zfill(size)
    if 5 <= len(digits) < 14 and luhn_is_right(padded):
        return _checked(padded, zeros_restored=True)
    return SirenReading(refusal=f"SIREN incomplet : {len(digits)} chiffres, il en faut neuf.")


def _checked(digits: str, *, zeros_restored: bool) -> SirenReading:
    kind = "SIREN" if len(digits) == 9 else "SIRET"
    # La Poste numbers its establishments otherwise (sum of digits divisible by five).
    post_office = digits.startswith("356000000") and sum(map(int, digits)) % 5 == 0
    if not luhn_is_right(digits) and not post_office:
        return SirenReading(
            refusal=f"{kind} faux : la clé de contrôle ne correspond pas. Recopiez-le d’un acte."
        )
    siret = digits if len(digits) == 14 else None
    return SirenReading(digits[:9], siret, zeros_restored)


_INSEE = re.compile(r"^(?:\d{5}|2[AB]\d{3})$")


def read_insee(text: str) -> str | None:
    """Official code of a commune, a lost first zero restored; None when it is not one."""
    code = text.replace(" ", "").upper()
    if code.isdecimal() and len(code) == 4:
        code = f"0{code}"
    return code if _INSEE.match(code) else None


def read_postcode(text: str) -> tuple[str | None, str]:
    """The postcode and the town that follows it in the same cell, if any.

    >>> read_postcode("99300 Montreuil")
    ('99300', 'Montreuil')
    """
    match = re.match(r"^\s*(?:F-?)?(\d{2}\s?\d{3}|\d{4})\b[\s,-]*(.*)$", text, re.DOTALL)
    if not match:
        return None, text.strip()
    return match[1].replace(" ", "").zfill(5), match[2].strip()


def read_count(text: str) -> int | None:
    """A whole number written with or without spaces; None when it is not one."""
    digits = re.sub(r"[\s\u00a0\u202f]|hab(?:itants)?\.?$", "", text.strip())
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None
