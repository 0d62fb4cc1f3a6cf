"""How is a number written, that one calls or that tells a body from another?"""

import re

NOT_DIGIT = re.compile(r"\D")
FRENCH = re.compile(r"^[^\d+]*(?:\+33|0033)\s*(?:\(0\))?\s*")
INTERNATIONAL = re.compile(r"\+\d{6,15}")
RNA = re.compile(r"W[0-9A-Z]\d{8}")
UAI = re.compile(r"\d{7}[A-Z]")


def written_phone(typed: str) -> str:
    """The number in pairs ("01 99 00 31 02"), as given when foreign; empty when it is not one."""
    bare = FRENCH.sub("0", typed.strip(), count=1)
    digits = NOT_DIGIT.sub("", bare)
    if re.fullmatch(r"0[1-9]\d{8}", digits) and not bare.startswith("+"):
        return " ".join(digits[place : place + 2] for place in range(0, 10, 2))
    if INTERNATIONAL.fullmatch("+" + digits) and bare.startswith("+"):
        return bare
    return digits if re.fullmatch(r"[13]\d{1,3}", digits) else ""


def bare_phone(number: str) -> str:
    """The digits alone, after the + of a foreign number: the same number however it is spaced."""
    digits = NOT_DIGIT.sub("", number)
    return f"+{digits}" if number.startswith("+") else digits


def phone_link(number: str) -> str:
    """The address that calls this number: "tel:+33199003102"."""
    digits = NOT_DIGIT.sub("", number)
    if digits.startswith("0") and len(digits) == 10:
        return f"tel:+33{digits[1:]}"
    return f"tel:{'+' if number.strip().startswith('+') else ''}{digits}"
