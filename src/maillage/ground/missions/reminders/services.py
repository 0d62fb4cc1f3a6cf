"""Who is reminded now, and of what? One letter for all of a reader's cooperations.

Each cooperation is read with the reader's own access: what they may not see is not in the letter.
Where its door would ask for a second factor that they lack, the letter says so, and nothing more.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.agenda import Upcoming, Waiting, dates, gestures_of, pressing_first, waiting
from maillage.core.letters import letter_text
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.queries import accesses_by_user, first_accesses
from maillage.foundation.journal.arrivals import Arrival, arrivals_since
from maillage.foundation.journal.queries import last_entry
from maillage.foundation.journal.remembered import reading_changes_once
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.choices import Every, Kind
from maillage.foundation.mail.models import Rhythm
from maillage.foundation.mail.queries import reminders_between, rhythms
from maillage.foundation.mail.services import Draft, claim_slot, write_letter
from maillage.foundation.mail.stopping import stop_url
from maillage.ground.directory.records.queries.arrivals import reader_of_own_arrivals
from maillage.ground.missions.reminders.rules import Slot, open_slot, zone_of

logger = logging.getLogger("maillage.mail")
MOST = 5
AT_ONCE = 200
DAY = timedelta(days=1)
AHEAD = {Every.TIME: 0, Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 31}


@dataclass(frozen=True)
class Section:
    """What one cooperation says to its reader."""

    access: Access
    waits: Sequence[Waiting]
    dates: Sequence[Upcoming]
    arrivals: Sequence[Arrival]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.waits or self.dates or self.arrivals)

    @property
    def is_withheld(self) -> bool:
        """Whether the door of the cooperation would ask this reader for a second factor."""
        return bool(getattr(self.access, "withheld", False))


@dataclass(frozen=True)
class Due:
    """A reader whose slot is open and has not been told."""

    user: User
    accesses: Sequence[Access]
    rhythm: Rhythm
    slot: Slot


def write_reminders(now: datetime) -> int:
    """Write the letter of every reader whose hour, day or week has come; return how many.

    A fault in one reader's letter is logged, and keeps no other reader from theirs.
    """
    if not is_set():
        return 0
    told_entry, written = last_entry(), 0
    with reading_changes_once():
        for due in due_readers(now):
            try:
                written += _remind(due, now, told_entry)
            except Exception:
                name = due.slot.name
                logger.exception("reminder not written: user %s, slot %s", due.user.pk, name)
    return written


def due_readers(now: datetime) -> list[Due]:
    """The readers to remind now, two hundred at most; five queries whatever their number.

    The hour is that of a reader's oldest cooperation. Who came in after a slot opened waits for
    the next; who was reminded today, of anything, waits for another day, and loses nothing.
    """
    own, slots, days = rhythms(), {}, {}
    for first in first_accesses():
        rhythm = own.get(first.user_id) or Rhythm(user_id=first.user_id)
        slot = open_slot(rhythm.every, now, first.time_zone)
        if slot and slot.name != rhythm.slot and first.given_at < slot.opened:
            slots[first.user_id] = (rhythm, slot)
            days[first.user_id] = _day_start(now, first.time_zone)
    values = _reminded(days)
    numbers = [number for number in slots if number not in values][:AT_ONCE]
    accesses = accesses_by_user(numbers) if numbers else {}
    return [Due(rows[0].user, rows, *slots[user_id]) for user_id, rows in accesses.items()]


def _day_start(now: datetime, zone: str) -> datetime:
    local = now.astimezone(zone_of(zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _reminded(days: Mapping[int, datetime]) -> frozenset[int]:
    """The users, among these, to whom a reminder or a digest left on their day, by its start."""
    if not days:
        return frozenset()
    emails = User.objects.filter(pk__in=days).values_list("pk", "email")
    users = {email.lower(): number for number, email in emails}
    pairs = reminders_between(users, min(days.values()), max(days.values()) + DAY)
    return frozenset(
        users[address]
        for address, at in pairs
        if days[users[address]] <= at < days[users[address]] + DAY
    )


def _remind(due: Due, now: datetime, told_entry: int) -> bool:
    today = now.astimezone(zone_of(due.accesses[0].cooperation.time_zone)).date()
    sections = [_section(access, due.rhythm, today) for access in due.accesses]
    keys = [key for section in sections for key in _keys(section)]
    if due.rhythm.every == Every.TIME:
        sections = [_unsaid(section, due.rhythm.told) for section in sections]
    speaking = [section for section in _once(sections) if section.says_something]
    with transaction.atomic():
        is_ours = claim_slot(due.rhythm, slot=due.slot.name, told_entry=told_entry, lines=keys)
        if not is_ours or not speaking:
            return False
        _write(due, speaking)
    return True


def _section(access: Access, rhythm: Rhythm, today: date) -> Section:
    ahead = timedelta(days=AHEAD[Every(rhythm.every)])
    upcoming = dates.ask(access, today, today + ahead) if ahead else []
    return Section(
        access=access,
        waits=pressing_first(waiting.ask(access, today)),
        dates=sorted(upcoming, key=lambda one: one.on)[:MOST],
        arrivals=_arrivals(access, rhythm) if access.is_in_team else (),
    )


def _arrivals(access: Access, rhythm: Rhythm) -> list[Arrival]:
    since = access.seen_at or access.given_at
    days = arrivals_since(since, reader_of_own_arrivals(access), after=rhythm.told_entry)
    return [arrival for day in days for arrival in day.arrivals]


def _keys(section: Section) -> list[str]:
    """What waits, as it is recognised later: by where it is done, whatever its numbers say."""
    return [wait.url for wait in section.waits]


def _unsaid(section: Section, lines: Sequence[str]) -> Section:
    fresh = [wait for wait in section.waits if wait.url not in lines]
    return Section(section.access, fresh, section.dates, section.arrivals)


def _once(sections: Sequence[Section]) -> list[Section]:
    """The sections, where a gesture on a directory that several share is told in the first."""
    arrivals: set[Arrival] = set()
    results = []
    for section in sections:
        fresh = [arrival for arrival in section.arrivals if arrival not in arrivals]
        arrivals.update(() if section.is_withheld else fresh)
        results.append(Section(section.access, section.waits, section.dates, fresh))
    return results


def _write(due: Due, sections: Sequence[Section]) -> None:
    context = {
        "user": due.user,
        "sections": [_section_context(section) for section in sections],
        "stop_url": stop_url(due.user.pk),
        "rhythm_url": settings.PUBLIC_ADDRESS + reverse("mail:rhythm"),
    }
    write_letter(
        Draft(
            key=f"reminder:{due.user.pk}:{due.slot.name}",
            kind=Kind.DIGEST,
            to=due.user.email,
            subject=_subject(sections),
            text=letter_text("missions/letters/reminder.txt", context),
            stop_url=stop_url(due.user.pk),
        )
    )


def _subject(sections: Sequence[Section]) -> str:
    shown_sections = [section for section in sections if not section.is_withheld]
    if not shown_sections:
        return _("Maillage : connectez-vous")
    count = sum(len(section.waits) for section in shown_sections)
    if not count:
        return _("Maillage : ce qui a changé")
    return ngettext(
        "Maillage : un geste vous attend", "Maillage : %(n)s gestes vous attendent", count
    ) % {"n": count}


def _section_context(section: Section) -> dict[str, object]:
    """The section with full addresses, and no more lines than one reads."""
    cooperation = section.access.cooperation
    place = {
        "name": cooperation.name,
        "url": settings.PUBLIC_ADDRESS + reverse("missions:my_day", args=[cooperation.slug]),
    }
    if section.is_withheld:
        return place | {"is_withheld": True}
    gestures = gestures_of(section.waits)
    return place | {
        "waits": [(wait, settings.PUBLIC_ADDRESS + wait.url) for wait in gestures[:MOST]],
        "dates": section.dates,
        "arrivals": section.arrivals[:MOST],
        "more": max(0, len(gestures) - MOST) + max(0, len(section.arrivals) - MOST),
    }
