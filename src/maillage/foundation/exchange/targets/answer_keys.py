"""Under which names are the officer's answers kept, that are about no duplicate and no cell?"""

from maillage.core.numbers import read_number

END_OF = "fin:"
PARTNERS = "partenaires"  # the people of the file are said to be partners, not people helped
_SAME = "est:"


def replaces_at(place: str) -> str:
    """The name under which is kept that the values of this cell's record replace the known ones.

    >>> replaces_at("Élus!J9")
    'remplace:Élus!J9'
    """
    return f"remplace:{place}"


def same_as(place: str, number: int) -> str:
    """The name under which is kept that the record of this cell is the sheet of this number.

    >>> same_as("Élus!J9", 12)
    'est:Élus!J9:12'
    """
    return f"{_SAME}{place}:{number}"


def sheet_chosen(key: str) -> tuple[str, int] | None:
    """The cell and the number that such a key holds; None for any other answer.

    >>> sheet_chosen("est:Élus!J9:12"), sheet_chosen("annuaire:Élus!J9")
    (('Élus!J9', 12), None)
    """
    place, _colon, number = key.removeprefix(_SAME).rpartition(":")
    written = read_number(number) if key.startswith(_SAME) else None
    return None if written is None else (place, written)


def part_key(place: str) -> str:
    """The name under which is kept that those of this cell who are no members have their part.

    The tick of the cell itself takes its new names into the directory.

    >>> part_key("Élus!J9")
    'part:Élus!J9'
    """
    return f"part:{place}"


def remarks_key(place: str) -> str:
    """The name under which the remark of a cell is kept on the sheet of whom it is about.

    >>> remarks_key("Élus!J9")
    'remarques:Élus!J9'
    """
    return f"remarques:{place}"
