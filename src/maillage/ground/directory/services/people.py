"""Keeping people: who they are, how one reaches them, how they were told that they are here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letters
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Mandate, Person, Skill
from maillage.ground.directory.services.cards import keep_contacts
from maillage.ground.directory.services.organisations import Reach


@dataclass(frozen=True)
class Around:
    """What is known around a person: how one reaches them, what they know how to do."""

    reach: Reach = field(default_factory=Reach)
    skills: Sequence[str] = ()


def add_person(
    *, author: User, person: Person, around: Around, mandate: Mandate | None = None
) -> Person:
    """The person, with what is around them and their first mandate."""
    with journal.write(author, workspace_id=person.workspace_id, topic="people"):
        person.save()
        _keep_around(person, around)
        if mandate is not None:
            mandate.person = person
            mandate.save()
    return person


def edit_person(*, author: User, person: Person, read: int, around: Around) -> Person:
    """The person with their changes; StaleVersionError when version `read` is not the last."""
    with journal.write(author, workspace_id=person.workspace_id, topic="people"):
        claim_version(person, read)
        person.save()
        _keep_around(person, around)
    return person


def inform_people(*, author: User, people: Iterable[Person], on: date, how: str) -> int:
    """Writes that these people were told they are in the file; returns how many."""
    told = list(people)
    if not told:
        return 0
    with journal.write(author, workspace_id=told[0].workspace_id, topic="people"):
        for person in told:
            claim_version(person, person.version)
            person.informed_on, person.informed_how = on, how
            person.save()
    return len(told)


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
    found = person.contacts.filter(kind=ContactKind.EMAIL).first()
    return found.value if found else ""


def _keep_around(person: Person, around: Around) -> None:
    keep_contacts(person, ContactKind.EMAIL, around.reach.emails)
    keep_contacts(person, ContactKind.PHONE, around.reach.phones)
    held = {skill.name: skill for skill in person.skills.all()}
    for name, skill in held.items():
        if name not in around.skills:
            skill.delete()
    for name in dict.fromkeys(around.skills):
        if name not in held:
            Skill.objects.create(person=person, name=name)
