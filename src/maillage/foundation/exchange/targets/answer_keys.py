"""Under which names are the officer's answers kept, that are about no duplicate and no cell?"""

END_OF = "fin:"
PARTNERS = "partenaires"  # the people of the file are said to be partners, not people helped


def remarks_key(place: str) -> str:
    """The name under which the remark of a cell is kept on the sheet of whom it is about.

    >>> remarks_key("Élus!J9")
    'remarques:Élus!J9'
    """
    return f"remarques:{place}"
