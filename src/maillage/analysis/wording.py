"""How are names, counts and positions written in a French sentence?"""

from collections.abc import Iterable

SHOWN_NAMES = 5


def listed(names: Iterable[str]) -> str:
    """Names in a sentence, the first five when several more would follow.

    >>> listed(["EPCI", "Pays", "Club"]), listed(["EPCI"])
    ('EPCI, Pays et Club', 'EPCI')
    >>> listed("ABCDEFG")
    'A, B, C, D, E et 2 autres'
    >>> listed("ABCDEF")
    'A, B, C, D, E et F'
    """
    shown = list(names)
    if len(shown) > SHOWN_NAMES + 1:
        shown = [*shown[:SHOWN_NAMES], counted(len(shown) - SHOWN_NAMES, "autre")]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} et {shown[-1]}"


def counted(count: int, noun: str) -> str:
    """A count and its noun; French is singular below 2.

    >>> counted(0, "autre"), counted(2, "structure")
    ('0 autre', '2 structures')
    """
    return f"{count} {noun}{'s' if count > 1 else ''}"


def signed(position: float) -> str:
    """A position with its sign; the minus sign is the typographic one.

    >>> signed(3), signed(-4.0), signed(0)
    ('+3', '−4', '0')
    """
    if position == 0:
        return "0"
    return f"{'+' if position > 0 else '−'}{abs(position):g}"


def percentage(share: float) -> str:
    """A share as a whole percentage, with the no-break space of French.

    >>> percentage(1 / 3)
    '33\\xa0%'
    """
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"
