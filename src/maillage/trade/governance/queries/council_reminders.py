"""Whom to remind of the councils that have not answered, each once for all their questions?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact, Person
from maillage.trade.governance.queries.joint_decisions import Path, sent_paths


@dataclass(frozen=True, slots=True)
class Reminded:
    """A point of contact, their address, what is waited from them.

    `has_account` when Maillage reminds them already, in their digest; `is_told` when a reminder
    left today.
    """

    person: Person
    email: str
    paths: Sequence[Path]
    has_account: bool
    is_told: bool

    @property
    def may_be_written(self) -> bool:
        """Whether a reminder may leave: one message a day at most, digests counted."""
        return bool(self.email) and not self.has_account and not self.is_told


def reminder_key(cooperation_id: int, email: str, today: date) -> str:
    """The key of the one reminder that an address may receive on a day from a cooperation."""
    who = hashlib.sha256(email.lower().encode()).hexdigest()[:32]
    return f"councils:{cooperation_id}:{who}:{today.isoformat()}"


@dataclass(frozen=True, slots=True)
class Reminders:
    """Whom one may remind, and the structures that have nobody to be reminded."""

    contacts: Sequence[Reminded]
    without: Sequence[str]


def council_reminders(access: Access, today: date) -> Reminders:
    """The points of contact of the councils that are waited for, in the order of their names."""
    waited = sent_paths(access)
    alone = [path.name for path in waited if path.deliberation.contact is None]
    return Reminders(_contacts(access, waited, today), list(dict.fromkeys(alone)))


def _contacts(access: Access, waited: Sequence[Path], today: date) -> list[Reminded]:
    by_person: dict[Person, list[Path]] = {}
    for path in waited:
        if path.deliberation.contact is not None:
            by_person.setdefault(path.deliberation.contact, []).append(path)
    emails = _emails(list(by_person))
    accounts = _accounts(access)
    told = _told_today(access, list(emails.values()), today)
    return [
        Reminded(
            person=person,
            email=emails.get(person.pk, ""),
            paths=by_person[person],
            has_account=emails.get(person.pk, "").lower() in accounts,
            is_told=emails.get(person.pk, "") in told,
        )
        for person in sorted(by_person, key=lambda person: person.folded)
    ]


def _emails(people: Sequence[Person]) -> dict[int, str]:
    rows = Contact.objects.filter(person__in=people, kind=ContactKind.EMAIL).order_by("-rank")
    return {number: value for number, value in rows.values_list("person", "value") if number}


def _accounts(access: Access) -> frozenset[str]:
    """The addresses of those who have an access to the cooperation: their digest tells them."""
    rows = Access.objects.filter(cooperation=access.cooperation_id, ended_at__isnull=True)
    return frozenset(email.lower() for email in rows.values_list("user__email", flat=True))


def _told_today(access: Access, emails: Sequence[str], today: date) -> frozenset[str]:
    """The addresses to which a reminder was written today."""
    keys = {reminder_key(access.cooperation_id, email, today): email for email in emails}
    known = Letter.objects.filter(key__in=list(keys)).values_list("key", flat=True)
    return frozenset(keys[key] for key in known)
