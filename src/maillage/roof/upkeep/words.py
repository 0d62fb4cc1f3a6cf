"""How are sizes said?"""

from math import log2

UNITS = ("octets", "Kio", "Mio", "Gio", "Tio")


def in_words(size: int) -> str:
    """The number of bytes in the unit that reads best, one decimal under ten."""
    rank = min(int(log2(size)) // 10, len(UNITS) - 1) if size > 0 else 0
    value = size / 1024**rank
    shown = f"{value:.1f}".replace(".", ",") if rank and value < 10 else f"{value:.0f}"
    return f"{shown} {UNITS[rank]}"
