"""A person is written; mandates begin and end: none is overwritten, none is deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate, Person, Referral, Skill
from maillage.ground.directory.records.queries.people import without_mandate
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
    skill_by_name = {skill.name: skill for skill in person.skills.all()}
    for name, skill in skill_by_name.items():
        if name not in around.skills:
            skill.delete()
    for name in dict.fromkeys(around.skills):
        if name not in skill_by_name:
            Skill.objects.create(person=person, name=name)


FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class Calls:
    """What one calls the holder of a mandate for, in the first place and in the second."""

    first: Sequence[str] = ()
    second: Sequence[str] = ()


def add_mandate(*, author: User, mandate: Mandate, calls: Calls) -> Mandate:
    """The mandate; those that the person holds elsewhere are left as they are."""
    with journal.write(author, workspace_id=mandate.person.workspace_id, topic="people"):
        mandate.save()
        _keep_calls(mandate, calls)
    return mandate


def attach_people(
    *, author: User, people: Iterable[Person], organisation: Organisation, kind: str
) -> list[Mandate]:
    """A mandate in the structure for each of them who still acts nowhere."""
    numbers = [one.pk for one in people]
    with journal.write(author, workspace_id=organisation.workspace_id, topic="people"):
        waiting = without_mandate(Person.objects.filter(pk__in=numbers))
        return [
            Mandate.objects.create(person=one, organisation=organisation, kind=kind)
            for one in waiting.order_by("pk")
        ]


def edit_mandate(*, author: User, mandate: Mandate, read: int, calls: Calls) -> Mandate:
    """The mandate, corrected; StaleVersionError when version `read` is not the last."""
    with journal.write(author, workspace_id=mandate.person.workspace_id, topic="people"):
        claim_version(mandate, read)
        mandate.save()
        _keep_calls(mandate, calls)
    return mandate


def end_mandate(*, author: User, mandate: Mandate, read: int, on: date) -> Mandate:
    """The mandate, ended that day; StaleVersionError when version `read` is not the last."""
    with journal.write(author, workspace_id=mandate.person.workspace_id, topic="people"):
        claim_version(mandate, read)
        mandate.end(on)
        mandate.save()
    return mandate


def _keep_calls(mandate: Mandate, calls: Calls) -> None:
    wanted = dict.fromkeys(calls.second, SECOND) | dict.fromkeys(calls.first, FIRST)
    for referral in mandate.referrals.all():
        rank = wanted.pop(referral.topic, None)
        if rank is None:
            referral.delete()
        elif rank != referral.rank:
            referral.rank = rank
            referral.save()
    for topic, rank in wanted.items():
        Referral.objects.create(mandate=mandate, topic=topic, rank=rank)
