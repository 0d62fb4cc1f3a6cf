"""Where in the file is this? Cells and columns named as a spreadsheet names them."""

import re
from functools import lru_cache

from maillage.core.ods_out import column_letters

_REFERENCE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")


@lru_cache(maxsize=1_000)
def column_number(letters: str) -> int:
    """Number of a column counted from 1.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """A1 name of a cell, both counted from 1."""
    return f"{column_letters(column)}{row}"


def cell_position(name: str) -> tuple[int, int]:
    """Row and column of an A1 name; ValueError when it is not one."""
    match = _REFERENCE.match(name)
    if not match:
        raise ValueError(name)
    return int(match[2]), column_number(match[1])


def row_of(place: str) -> tuple[str, int]:
    """The sheet and the row of a place.

    >>> row_of("Feuil1!C12")
    ('Feuil1', 12)
    """
    sheet, _, cell = place.rpartition("!")
    return sheet, cell_position(cell)[0]
