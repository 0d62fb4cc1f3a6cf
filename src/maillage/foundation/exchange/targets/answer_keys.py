"""Under which names are the officer's answers kept, that are about no duplicate and no cell?"""

END_OF = "fin:"
PARTNERS = "partenaires"  # the people of the file are said to be partners, not people helped


def remarks_key(place: str) -> str:
    """The name under which the remarks of the column of this cell are kept on the sheets.

    >>> remarks_key("Élus!J9")
    'remarques:Élus!J'
    """
    return f"remarques:{place.rstrip('0123456789')}"
