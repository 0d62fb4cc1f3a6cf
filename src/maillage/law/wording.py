"""How do a date, an amount and a list read in a French sentence?"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

ARTICLE: Final = re.compile(r"(?<!n° )(?<!n°\u00a0)\b([LRD])(\d{3,4}(?:-\d+)+)")
CENT: Final = Decimal("0.01")
MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def french_date(day: date) -> str:
    """Return the day as read aloud in French, e.g. « 1er mars 2027 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def french_amount(amount: Decimal) -> str:
    """Return the amount in euros as printed in French, e.g. « 23 000,00 € »."""
    return f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u00a0€"


def french_rate(rate: Decimal) -> str:
    """Return a share between 0 and 1 as a French percentage, e.g. « 20 % »."""
    percent = (rate * 100).normalize()
    return f"{percent:f}".replace(".", ",") + "\u00a0%"


def french_list(words: Sequence[str], *, empty: str = "aucun") -> str:
    """Return the words joined as in a French sentence, e.g. « A, B et C », or `empty`."""
    if not words:
        return empty
    if len(words) == 1:
        return words[0]
    return ", ".join(words[:-1]) + " et " + words[-1]


def cited(words: str) -> str:
    """Return the words with the articles of codes as acts write them, e.g. « L. 5211-1 »."""
    return ARTICLE.sub("\\1.\u00a0\\2", words)


def count_of(number: int, singular: str, plural: str) -> str:
    """Return the number with its noun, singular below two as French asks."""
    return f"{number} {singular if abs(number) < 2 else plural}"


def cents_up(amount: Decimal) -> Decimal:
    """Return the amount in euros, rounded up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_CEILING)


def cents_down(amount: Decimal) -> Decimal:
    """Return the amount in euros, rounded down to the cent."""
    return amount.quantize(CENT, rounding=ROUND_FLOOR)


def two_decimals(rate: Decimal) -> Decimal:
    """Return the same rate written with at least two decimals, digits kept."""
    return rate.quantize(CENT) if rate == rate.quantize(CENT) else rate
