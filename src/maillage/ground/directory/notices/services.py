"""Telling people that they are in the file, one by one or by letter."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letters
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.records.models.people import Person


def inform_people(*, author: User, people: Iterable[Person], on: date, how: str) -> int:
    """Writes that these people were told they are in the file; returns how many."""
    rows = list(people)
    if not rows:
        return 0
    with journal.write(author, workspace_id=rows[0].workspace_id, topic="people"):
        for person in rows:
            claim_version(person, person.version)
            person.informed_on, person.informed_how = on, how
            person.save()
    return len(rows)


def send_notices(
    *, author: User, people: Iterable[Person], subject: str, text: str, on: date
) -> int:
    """Writes the letter of information to those one can write to, then informed; how many leave.

    One letter for one person, whoever asks twice.
    """
    reached = {
        f"notice:{person.pk}": (person, email)
        for person in people
        if (email := _first_email(person))
    }
    if not reached:
        return 0
    workspace = next(person.workspace_id for person, _email in reached.values())
    with journal.write(author, workspace_id=workspace, topic="people"):
        letters = write_letters(
            [
                Draft(
                    key=key,
                    kind=Kind.NOTICE,
                    to=email,
                    subject=subject,
                    text=text,
                    workspace_id=workspace,
                )
                for key, (_person, email) in reached.items()
            ]
        )
        for letter in letters:
            person, _email = reached[letter.key]
            claim_version(person, person.version)
            person.informed_on, person.informed_how = on, _("par lettre, confiée au courriel")
            person.save()
    return len(letters)


def _first_email(person: Person) -> str:
    contact = person.contacts.filter(kind=ContactKind.EMAIL).first()
    return contact.value if contact else ""
