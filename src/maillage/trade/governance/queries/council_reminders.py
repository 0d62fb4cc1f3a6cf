"""Whom to remind of councils and commitments without an answer, each once for all of them?"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.letters import link_key
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.mail.choices import State
from maillage.foundation.mail.queries import REMINDERS, letters_by_key, reminder_states
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact, Person
from maillage.trade.governance.models import Commitment
from maillage.trade.governance.queries.commitments import commitments_by_contact
from maillage.trade.governance.queries.joint_decisions import Path, sent_paths

AHEAD = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class Reminded:
    """A point of contact, their address, what is waited from them.

    `has_account` when Maillage reminds them already, in their digest; `reminder` is where the one
    written today is.
    """

    person: Person
    email: str
    paths: Sequence[Path]
    commitments: Sequence[Commitment]
    has_account: bool
    reminder: State | None

    @property
    def may_be_written(self) -> bool:
        """Whether a reminder may leave: one message a day at most, digests counted."""
        return bool(self.email) and not self.has_account and self.reminder is None


def reminder_key(cooperation_id: int, email: str, today: date) -> str:
    """The key of the one reminder that an address may receive on a day from a cooperation."""
    who = hashlib.sha256(email.lower().encode()).hexdigest()[:32]
    return f"{REMINDERS}{cooperation_id}:{who}:{today.isoformat()}"


@dataclass(frozen=True, slots=True)
class Reminders:
    """Whom one may remind, and the structures that have nobody to be reminded."""

    contacts: Sequence[Reminded]
    without: Sequence[str]


def council_reminders(access: Access, today: date) -> Reminders:
    """Those of whom a council or a commitment is waited for, in the order of their names."""
    waited = [(path.deliberation.contact, path) for path in sent_paths(access)]
    promised = commitments_by_contact(access, today + AHEAD)
    alone = [path.name for contact, path in waited if contact is None]
    alone += [one.organisation.name for contact, one in promised if contact is None]
    return Reminders(_contacts(access, waited, promised, today), list(dict.fromkeys(alone)))


def _contacts(
    access: Access,
    waited: Sequence[tuple[Person | None, Path]],
    promised: Sequence[tuple[Person | None, Commitment]],
    today: date,
) -> list[Reminded]:
    paths: dict[Person, list[Path]] = {}
    commitments: dict[Person, list[Commitment]] = {}
    for contact, path in waited:
        if contact is not None:
            paths.setdefault(contact, []).append(path)
    for contact, one in promised:
        if contact is not None:
            commitments.setdefault(contact, []).append(one)
    people = list(dict.fromkeys([*paths, *commitments]))
    emails, accounts = emails_of(people), addresses_with_account(access)
    states = reminders_on(today, emails.values())
    return [
        Reminded(
            person=person,
            email=emails.get(person.pk, ""),
            paths=paths.get(person, []),
            commitments=commitments.get(person, []),
            has_account=emails.get(person.pk, "").lower() in accounts,
            reminder=states.get(emails.get(person.pk, "").lower()),
        )
        for person in sorted(people, key=lambda person: person.folded)
    ]


def emails_of(people: Sequence[Person]) -> dict[int, str]:
    """The first address of each, by the number of the person."""
    rows = Contact.objects.filter(person__in=people, kind=ContactKind.EMAIL).order_by("-rank")
    return {number: value for number, value in rows.values_list("person", "value") if number}


def addresses_with_account(access: Access) -> frozenset[str]:
    """The addresses of those who have an access to the cooperation: their digest tells them."""
    rows = Access.objects.filter(cooperation=access.cooperation_id, ended_at__isnull=True)
    return frozenset(email.lower() for email in rows.values_list("user__email", flat=True))


def reminders_on(today: date, emails: Iterable[str]) -> dict[str, State]:
    """Where the reminder written that day to each of these addresses, in lower case, is."""
    start = timezone.make_aware(datetime.combine(today, time.min))
    return reminder_states(emails, start, start + timedelta(days=1))


def link_letters(links: Collection[AnswerLink], today: date) -> dict[int, State]:
    """Where the last letter about each of these links is: today's reminder, or what brought it.

    By the number of the link, those for which a letter was written; one query.
    """
    keys = {
        link.pk: (reminder_key(link.cooperation_id, link.email, today), link_key(link))
        for link in links
    }
    letters = letters_by_key([key for pair in keys.values() for key in pair])
    written = {
        number: letters.get(reminder) or letters.get(first)
        for number, (reminder, first) in keys.items()
    }
    return {number: State(letter.state) for number, letter in written.items() if letter}
