"""What one cooperation records: the time a person promised, facts observed, notes on structures."""

from contextlib import AbstractContextManager
from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Availability, Reliability


def promise_time(*, author: User, availability: Availability) -> Availability:
    """The time promised; what the person had promised before ends when it begins."""
    with _write(author, availability.cooperation, "availability"):
        begins = availability.since
        former = Availability.objects.filter(
            cooperation=availability.cooperation_id,
            person=availability.person_id,
            until__isnull=True,
        )
        for row in former:
            row.until = max(begins, row.since or begins) if begins else row.since
            row.save()
        availability.save()
    return availability


def confirm_time(
    *, author: User, availability: Availability, organisation: Organisation, on: date
) -> Availability:
    """The time promised, confirmed that day by the person's structure."""
    with _write(author, availability.cooperation, "availability"):
        availability.confirmed_by, availability.confirmed_on = organisation, on
        availability.save()
    return availability


def record_fact(*, author: User, reliability: Reliability) -> Reliability:
    """A professional fact about a person, with its source and the day it is to be erased."""
    with _write(author, reliability.cooperation, "reliability"):
        reliability.save()
    return reliability


def erase_fact(*, author: User, reliability: Reliability) -> None:
    """Erases the fact: what was observed of somebody does not outlive its use."""
    with _write(author, reliability.cooperation, "reliability"):
        _erase(reliability)


def erase_note(*, author: User, note: OrganisationNote) -> None:
    """Erases what was noted of a structure."""
    with _write(author, note.cooperation, "organisation_notes"):
        _erase(note)


def erase_expired_facts(*, cooperation: Cooperation, today: date) -> int:
    """Erases the facts of the cooperation past their day; returns how many. For the tick."""
    over = list(Reliability.objects.filter(cooperation=cooperation, expires_on__lt=today))
    if over:
        with _write(None, cooperation, "reliability"):
            for reliability in over:
                _erase(reliability)
    return len(over)


def _erase(record: Reliability | OrganisationNote) -> None:
    number = record.pk
    record.delete()
    journal.forget(type(record), number)


def _write(
    author: User | None, cooperation: Cooperation, topic: str
) -> AbstractContextManager[Change]:
    return journal.write_in(author, cooperation, topic)
