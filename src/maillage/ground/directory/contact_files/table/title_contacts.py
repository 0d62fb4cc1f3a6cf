"""Which addresses and numbers stand in the titles of a sheet, above its headers?"""

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cleaning.emails import loose_emails
from maillage.foundation.exchange.cleaning.phones import read_phones
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.ground.directory.contact_files.table.mentions import ContactMention, Mentions


def take_title_contacts(
    reading: SheetReading, title: int | None, mentions: Mentions, problems: Problems
) -> None:
    """Gives what the titles hold to the structure that the row `title` names, and tells it.

    Those rows are then no titles that nobody reads.
    """
    pairs = enumerate(mentions.organisations)
    sheet = reading.sheet
    owner = next((n for n, one in pairs if (one.sheet, one.row) == (sheet.name, title)), None)
    if owner is None:
        return
    for row in list(reading.rows.title_rows):
        contacts = [
            contact
            for column in sorted(sheet.rows[row])
            for contact in _contacts(sheet.reference(row, column), sheet.text(row, column), owner)
        ]
        mentions.contacts += contacts
        if contacts:
            reading.rows.title_rows.remove(row)
            problems.add(_remark(contacts[0]))


def _contacts(place: str, text: str, owner: int) -> list[ContactMention]:
    words = " ".join(word for word in text.split() if "@" not in word)
    values = [("email", value) for value in loose_emails(text)]
    values += [("phone", value) for value in read_phones(words).numbers]
    return [
        ContactMention(kind, value, place, text, [], owner, of_structure=True)
        for kind, value in values
    ]


def _remark(contact: ContactMention) -> Problem:
    message = "Coordonnées au-dessus de l’en-tête : rattachées à la structure du titre."
    return Problem("contact_above_header", Severity.INFO, contact.place, contact.raw, message)
