"""Which quantity does a cell write, and in which unit?"""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*([^\d.,]*)")
_GAPS = re.compile(r"(?<=\d)\s+(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity, and the words written after it."""

    quantity: Decimal | None = None
    unit: str = ""


def read_amount(text: str) -> Amount | None:
    """The quantity written there, « 3 000 € » and « 1,5 jour » included; None when none is.

    >>> [str(read_amount(text).quantity) for text in ("3 000 €", "1,5 jour", "12")]
    ['3000', '1.5', '12']
    >>> read_amount("1,5 jour").unit, read_amount("quelques jours")
    ('jour', None)
    """
    match = _NUMBER.fullmatch(_GAPS.sub("", " ".join(text.split())))
    if match is None:
        return None
    return Amount(Decimal(match[1].replace(",", ".")), match[2].strip())
