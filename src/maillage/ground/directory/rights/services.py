"""A person leaves the file: erased, or without a name where a decision needs their seat."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.personal import forgotten_by_rooms
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation, Workspace
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.erased import remember_erased
from maillage.foundation.journal.erasing import erase_record, wipe_after_commit
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.people import Mandate, Person, Referral
from maillage.ground.directory.rights.queries import somebody_of

Place = Cooperation | Workspace


def erase_people(*, author: User, place: Place, people: Iterable[Person]) -> int:
    """Erases these people, so that nothing is left of them anywhere; returns how many.

    Who erased and when is told on the place it was asked from; of whom, by an opaque number. The
    list kept beside the database remembers that number too: no backup brings them back.
    """
    going = list(people)
    if not going:
        return 0
    with journal.write(author, workspace_id=going[0].workspace_id, topic="people"):
        for person in going:
            _record_event("erasure", author, place, person)
            remember_erased(person)
            erase_person_rows(person)
        wipe_after_commit()
    return len(going)


def _record_event(event: str, author: User, place: Place, person: Person) -> None:
    cooperation = place.pk if isinstance(place, Cooperation) else None
    journal.record_event(event, author, place, cooperation_id=cooperation, address=person.sheet_key)


def erase_person_rows(person: Person) -> None:
    """Removes all that is known of the person, in every room; inside a transaction."""
    forgotten_by_rooms(somebody_of(person))
    erase_record(person)


def anonymise_person(*, author: User, place: Place, person: Person) -> Person:
    """The person without a name nor anything of theirs but the seats held and their dates.

    A restored backup erases them altogether: their instant of record is another from now on.
    """
    with journal.write(author, workspace_id=person.workspace_id, topic="people"):
        _record_event("anonymisation", author, place, person)
        forgotten_by_rooms(somebody_of(person))
        remember_erased(person)
        _keep_seats_only(person)
        wipe_after_commit()
    return person


def _keep_seats_only(person: Person) -> None:
    mandates = Mandate.objects.filter(person=person)
    for referral in Referral.objects.filter(mandate__in=mandates):
        erase_record(referral)
    for parts in (person.contacts, person.skills, person.availabilities, person.reliabilities):
        for part in parts.all():
            erase_record(part)
    Member.objects.filter(contact=person).update(contact=None)
    mandates.update(function="", theme="", notes="", folded="")
    fresh = Person(
        pk=person.pk,
        workspace_id=person.workspace_id,
        family_name=_("Personne effacée"),
        version=person.version + 1,
        recorded_at=timezone.now(),
    )
    fresh.save(force_update=True)
    for mandate in mandates:
        journal.forget(Mandate, mandate.pk)
    for actor in person.actors.all():
        journal.forget(type(actor), actor.pk)
    journal.forget(Person, person.pk)


def keep_people(*, author: User, people: Sequence[Person], until: date, reason: str) -> int:
    """Keeps these people until another day, for a reason that their sheet tells; how many."""
    if not people:
        return 0
    with journal.write(author, workspace_id=people[0].workspace_id, topic="people"):
        for person in people:
            claim_version(person, person.version)
            person.retained_until, person.retained_for = until, reason
            person.save()
    return len(people)
