"""Which addresses and numbers stand in the titles of a sheet, above its headers?"""

import re
from collections.abc import Collection

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.emails import loose_emails
from maillage.foundation.exchange.cleaning.phones import read_phones
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.ground.directory.contact_files.table.mentions import ContactMention, Mentions

_WORD = re.compile(r"\w+")
_OF_STRUCTURE = "Coordonnées au-dessus de l’en-tête : rattachées à la structure du titre."
_OF_PERSON = "Coordonnées d’une personne du tableau, au-dessus de l’en-tête : rattachées à elle."


def titles_with_contacts(reading: SheetReading) -> list[str]:
    """The titles of a sheet that hold an address or a number."""
    sheet = reading.sheet
    texts = (sheet.text(row, n) for row in reading.rows.title_rows for n in sorted(sheet.rows[row]))
    return [text for text in texts if any(_values(text))]


def names_all(title: str, names: Collection[str]) -> bool:
    """Whether a title holds every word of these names, of which there is one at least."""
    words = {word for name in names for word in _WORD.findall(folded(name))}
    return bool(words) and words <= set(_WORD.findall(folded(title)))


def take_title_contacts(
    reading: SheetReading, title: int | None, mentions: Mentions, problems: Problems
) -> None:
    """Gives what a title holds to the person of the sheet whom it names, and tells it.

    Else to the structure that the row `title` names. Those rows are then no titles that nobody
    reads.
    """
    sheet = reading.sheet
    pairs = enumerate(mentions.organisations)
    structure = next((n for n, one in pairs if (one.sheet, one.row) == (sheet.name, title)), None)
    for row in list(reading.rows.title_rows):
        contacts = [
            contact
            for column in sorted(sheet.rows[row])
            for contact in _contacts(
                sheet.reference(row, column), sheet.text(row, column), structure, mentions
            )
        ]
        mentions.contacts += contacts
        if contacts:
            reading.rows.title_rows.remove(row)
            problems.add(_remark(contacts[0]))


def _contacts(
    place: str, text: str, structure: int | None, mentions: Mentions
) -> list[ContactMention]:
    values = _values(text)
    person = _person_in(text, place.rpartition("!")[0], mentions) if any(values) else None
    if person is None and structure is None:
        return []
    home = structure if person is None else mentions.people[person].organisation
    people = [] if person is None else [person]
    return [
        ContactMention(kind, value, place, text, people, home, of_structure=not people)
        for kind, texts in zip(("email", "phone"), values, strict=True)
        for value in texts
    ]


def _values(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses and the numbers of a title."""
    words = " ".join(word for word in text.split() if "@" not in word)
    return tuple(loose_emails(text)), read_phones(words).numbers


def _person_in(text: str, sheet: str, mentions: Mentions) -> int | None:
    """The one person of a sheet whom a title names in full."""
    numbers = {
        one.name.key: number
        for number, one in reversed(list(enumerate(mentions.people)))
        if one.sheet == sheet and one.name.given and names_all(text, one.name.key)
    }
    return next(iter(numbers.values())) if len(numbers) == 1 else None


def _remark(contact: ContactMention) -> Problem:
    message = _OF_PERSON if contact.people else _OF_STRUCTURE
    return Problem("contact_above_header", Severity.INFO, contact.place, contact.raw, message)
