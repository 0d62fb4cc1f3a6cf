"""Keeping people: who they are, how one reaches them, what they know how to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.records.models.people import Mandate, Person, Skill
from maillage.ground.directory.records.services import Reach, keep_contacts


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
