"""Which functions does one person alone hold in a structure?"""

import re

from maillage.foundation.exchange.cells.text import folded

_SEATS = {
    "un maire": re.compile(r"maire\b(?![ -](?:adjointe?|deleguee?|honoraire))"),
    "une présidence": re.compile(r"presidente?$"),
    "une direction générale des services": re.compile(
        r"(?:dgs|direct(?:eur|rice) generale? des services)\b(?! adjointe?)"
    ),
}


def single_seat(function: str) -> str:
    """What a structure has of it, with its article; nothing of a function that several may hold.

    >>> single_seat("Maire + VP CC"), single_seat("Maire adjointe"), single_seat("DGS")
    ('un maire', '', 'une direction générale des services')
    """
    plain = folded(function)
    return next((words for words, seat in _SEATS.items() if seat.match(plain)), "")
