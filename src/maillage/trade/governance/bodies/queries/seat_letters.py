"""Where do those who hold seats receive letters, and which reminder left today?"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.mail.queries import REMINDERS, reminders_between
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact, Person


def reminder_key(cooperation_id: int, email: str, today: date) -> str:
    """The key of the one reminder that an address may receive on a day from a cooperation."""
    who = hashlib.sha256(email.lower().encode()).hexdigest()[:32]
    return f"{REMINDERS}{cooperation_id}:{who}:{today.isoformat()}"


def emails_of(people: Sequence[Person]) -> dict[int, str]:
    """The first address of each, by the number of the person."""
    rows = Contact.objects.filter(person__in=people, kind=ContactKind.EMAIL).order_by("-rank")
    return {number: value for number, value in rows.values_list("person", "value") if number}


def addresses_with_account(access: Access) -> frozenset[str]:
    """The addresses of those who have an access to the cooperation: their digest tells them."""
    rows = Access.objects.filter(cooperation=access.cooperation_id, ended_at__isnull=True)
    return frozenset(email.lower() for email in rows.values_list("user__email", flat=True))


def reminded_on(today: date, emails: Iterable[str]) -> frozenset[str]:
    """Among these addresses, in lower case, those to which a reminder left on that day."""
    start = timezone.make_aware(datetime.combine(today, time.min))
    told = reminders_between(emails, start, start + timedelta(days=1))
    return frozenset(address for address, _at in told)
