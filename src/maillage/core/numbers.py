"""Which whole number does an address or a form write?"""


def read_number(text: str, digits: int = 9) -> int | None:
    """The number that is written, of so many `digits` at most; None for anything else.

    >>> read_number("12"), read_number("-1"), read_number("²"), read_number("1234567890")
    (12, None, None, None)
    """
    is_number = text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) if is_number else None
