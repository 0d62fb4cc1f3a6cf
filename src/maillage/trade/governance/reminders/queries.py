"""Whom to remind of councils and commitments without an answer, each once for all of them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.cooperations.models import Access
from maillage.foundation.mail.choices import State
from maillage.ground.directory.models import Person
from maillage.trade.governance.bodies.queries.seat_letters import (
    addresses_with_account,
    emails_of,
    reminders_on,
)
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.commitments import commitments_by_contact
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path, sent_paths

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
