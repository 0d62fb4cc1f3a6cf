"""Where do those who hold seats receive letters, and which reminder left today?"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.links.models import AnswerLink
from maillage.foundation.cooperations.links.services import link_key
from maillage.foundation.cooperations.models import Access
from maillage.foundation.mail.choices import State
from maillage.foundation.mail.queries import REMINDERS, letters_by_key, reminder_states
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact, Person


def reminder_key(cooperation_id: int, email: str, today: date) -> str:
    """The key of the one reminder that an address may receive on a day from a cooperation."""
    who = hashlib.sha256(email.lower().encode()).hexdigest()[:32]
    return f"{REMINDERS}{cooperation_id}:{who}:{today.isoformat()}"


def emails_of(people: Sequence[Person]) -> dict[int, str]:
    """The first address of each, by the number of the person."""
    rows = Contact.objects.filter(person__in=people, kind=ContactKind.EMAIL).order_by("-rank", "pk")
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
