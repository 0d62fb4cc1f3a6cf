"""Which whole number, or which row of that number, does an address or a form write?"""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def read_number(text: str, digits: int = 9) -> int | None:
    """The number that is written, of so many `digits` at most; None for anything else.

    >>> read_number("12"), read_number("-1"), read_number("²"), read_number("1234567890")
    (12, None, None, None)
    """
    is_number = text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) if is_number else None


def row_numbered(rows: QuerySet[Row], text: str) -> Row | None:
    """The one of these rows whose number is written; None for any other text, without a query."""
    number = read_number(text)
    return None if number is None else rows.filter(pk=number).first()
