"""Whom a cell names, as tests compare it."""

from maillage.foundation.exchange.cleaning.people_cells import read_people

Read = tuple[str | None, str, str, str | None, str | None]


def people(text: str) -> list[Read]:
    """Civility, given name, family name, function and note of each."""
    return [
        (one.name.civility, one.name.given, one.name.family, one.function, one.note)
        for one in read_people(text).people
    ]
