"""What waits, what left, and what did not?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from maillage.foundation.accounts.models import User
from maillage.foundation.mail.choices import Every, Kind, State
from maillage.foundation.mail.models import Letter, Rhythm

LONGEST_WAIT = timedelta(hours=1)
REMINDERS = "councils:"  # how the key of a reminder asked for by an officer begins
LEASE = timedelta(minutes=10)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MailCounts:
    """How many letters wait and were not sent, and when the last one left."""

    waiting: int
    unsent: int
    last_sent: datetime | None


def due_letters(now: datetime) -> QuerySet[Letter]:
    """The letters to try now that nobody holds, those that wait longest first.

    A next try or a claim further away than any can be was written by a clock that has since gone
    back: it holds nothing.
    """
    is_time = Q(next_try__lte=now) | Q(next_try__gt=now + LONGEST_WAIT)
    rows = Letter.objects.filter(is_time & is_free(now), state=State.WAITING)
    return rows.order_by("next_try", "pk")


def is_free(now: datetime) -> Q:
    """The letters that nobody took, or took and left."""
    return (
        Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - LEASE) | Q(claimed_at__gt=now + LEASE)
    )


def failing_letters(now: datetime) -> QuerySet[Letter]:
    """The letters given up, or perhaps lost, since a day; our own alerts and trials apart."""
    ended = Letter.objects.filter(
        state__in=[State.FAILED, State.INTERRUPTED], claimed_at__gte=now - A_DAY
    )
    return ended.exclude(kind__in=[Kind.ALERT, Kind.TEST])


def is_mail_stuck(now: datetime) -> bool:
    """Whether letters were refused for an hour, in which none left."""
    late = Letter.objects.filter(
        state=State.WAITING, tries__gt=0, created_at__lt=now - LONGEST_WAIT
    )
    return late.exists() and not Letter.objects.filter(sent_at__gte=now - LONGEST_WAIT).exists()


def letters_by_key(keys: Collection[str]) -> dict[str, Letter]:
    """The letters of these keys, those that were written, without their text; one query at most."""
    if not keys:
        return {}
    return {letter.key: letter for letter in Letter.objects.filter(key__in=keys).defer("text")}


def letters_of(workspace_id: int, users: QuerySet[User]) -> QuerySet[Letter]:
    """The letters of this workspace, and those without workspace to these users, latest first.

    A letter of another workspace is not told, even to a shared address.
    """
    shared = Q(workspace_id__isnull=True, to__in=users.values("email"))
    mine = Letter.objects.filter(Q(workspace_id=workspace_id) | shared)
    return mine.exclude(to="").defer("text").order_by("-created_at", "-pk")


def mail_counts(letters: QuerySet[Letter]) -> MailCounts:
    """What these letters tell together."""
    sent = letters.filter(state=State.SENT).order_by("-sent_at", "pk").first()
    return MailCounts(
        waiting=letters.filter(state=State.WAITING).count(),
        unsent=letters.filter(state__in=[State.FAILED, State.INTERRUPTED, State.UNSET]).count(),
        last_sent=sent.sent_at if sent else None,
    )


def rhythm_of(user_id: int) -> Rhythm:
    """How often this user is reminded: each week, until they say otherwise."""
    rhythm = Rhythm.objects.filter(user_id=user_id).first()
    return rhythm or Rhythm(user_id=user_id, every=Every.WEEK)


def rhythms() -> dict[int, Rhythm]:
    """The rhythm of every user who has one of their own, by their number."""
    return {rhythm.user_id: rhythm for rhythm in Rhythm.objects.all()}


def reminders_between(
    emails: Iterable[str], start: datetime, end: datetime
) -> frozenset[tuple[str, datetime]]:
    """To which of these addresses, in lower case, a reminder or a digest was written, and when."""
    return frozenset(_reminders(emails, start, end).values_list(Lower("to"), "created_at"))


def reminder_states(emails: Iterable[str], start: datetime, end: datetime) -> dict[str, State]:
    """Where the last reminder or digest written to each of these addresses, in lower case, is."""
    rows = _reminders(emails, start, end).order_by("pk")
    return {address: State(state) for address, state in rows.values_list(Lower("to"), "state")}


def _reminders(emails: Iterable[str], start: datetime, end: datetime) -> QuerySet[Letter]:
    """Of a council, a seat, a meeting, of all that waits: one a day, whatever it is about.

    What was not sent for want of mail reminded nobody.
    """
    is_reminder = Q(kind__in=[Kind.DIGEST, Kind.NOTICE]) | Q(key__startswith=REMINDERS)
    rows = Letter.objects.filter(is_reminder, created_at__gte=start, created_at__lt=end)
    wanted = {email.lower() for email in emails if email}
    letters = rows.exclude(state=State.UNSET).annotate(address=Lower("to"))
    return letters.filter(address__in=wanted)


def unwilling(emails: Iterable[str]) -> frozenset[str]:
    """Among these addresses, in lower case, those of accounts that want no reminder."""
    rows = Rhythm.objects.filter(every=Every.NEVER).annotate(email=Lower("user__email"))
    existing_rhythms = rows.filter(email__in=[email.lower() for email in emails])
    return frozenset(existing_rhythms.values_list("email", flat=True))
