"""Sending what waits, over one connection: each letter at most once, lost but for one instant.

No page does it: the tick does, a letter written in a request waits at most until the next minute.
A letter is tried again until a server takes it or three days have passed, so that a dead server
loses nothing. It is never sent twice: its content leaves only after the row says so (`handed_at`),
and what was handed without a known answer is not tried again. Hence the only letter that can be
lost is one whose sender is killed, or cut from the server, between its content leaving and the
server's answer: it is shown as interrupted. For reminders, invitations and recoveries alike we
prefer that to a second copy, since each can be asked again or is told by the next.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.mail.carrier import Carrier, Crossing, Outcome, is_set
from maillage.foundation.mail.choices import Kind, State
from maillage.foundation.mail.models import Enclosure, Letter
from maillage.foundation.mail.queries import due_letters, is_free
from maillage.foundation.mail.services.outbox import EMPTIED

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15, 30, 60))
MOST_TRIES = 78  # two hours of growing waits, then one an hour until the third day is over
ONE_TRY = 1  # of a letter that tests the mail: its answer is what is wanted
SILENT = {Outcome.UNREACHABLE, Outcome.UNKNOWN}
AT_ONCE = 1000
LONGEST_RUN = 240.0


def send_due_letters(now: datetime) -> int:
    """Try every letter whose time has come; return how many left.

    Once the server cannot be reached, or leaves one letter without an answer, the others are
    postponed without trying it again: it can leave one in doubt, not all.
    """
    if not is_set():
        return 0
    carrier, sent, deadline = Carrier(), 0, time.monotonic() + LONGEST_RUN
    silence: Crossing | None = None
    for letter in due_letters(now)[:AT_ONCE]:
        if time.monotonic() > deadline:
            break
        crossing = _try(letter, now, _stays_silent(silence) if silence else carrier.carry)
        if crossing and crossing.outcome in SILENT:
            silence = Crossing(Outcome.UNREACHABLE, crossing.reply)
        sent += letter.state == State.SENT
    carrier.close()
    return sent


Carry = Callable[[Letter, Callable[[], bool]], Crossing]


def _stays_silent(silence: Crossing) -> Carry:
    """A carrier that does not try: the server has just been silent."""

    def carry(_letter: Letter, _handing: Callable[[], bool]) -> Crossing:
        return silence

    return carry


def _try(letter: Letter, now: datetime, carry: Carry) -> Crossing | None:
    """Take the letter, carry it and record what became of it; None when another holds it."""
    if not _claim(letter, now):
        return None
    if letter.handed_at is not None:
        _record(
            letter, State.INTERRUPTED, _("L’envoi a été interrompu : elle est peut-être partie.")
        )
        return None
    crossing = carry(letter, partial(_hand, letter, now))
    _settle(letter, crossing, now)
    return crossing


def _claim(letter: Letter, now: datetime) -> bool:
    """Take the letter for ten minutes; two workers at once: one of them gets it."""
    rows = Letter.objects.filter(
        is_free(now), pk=letter.pk, tries=letter.tries, state=State.WAITING
    )
    mine = letter.tries + 1
    if not rows.update(tries=F("tries") + 1, claimed_at=now):
        return False
    letter.refresh_from_db()
    letter.tries = mine
    return True


def _hand(letter: Letter, now: datetime) -> bool:
    """Write that the content leaves; false when another has taken the letter meanwhile."""
    rows = Letter.objects.filter(pk=letter.pk, tries=letter.tries, handed_at__isnull=True)
    return bool(rows.update(handed_at=now))


def _settle(letter: Letter, crossing: Crossing, now: datetime) -> None:
    """Record the outcome of a try: for good, or until the next."""
    final = {
        Outcome.TAKEN: State.SENT,
        Outcome.NO_SUCH_ADDRESS: State.FAILED,
        Outcome.UNKNOWN: State.INTERRUPTED,
    }.get(crossing.outcome)
    if final is None and letter.tries >= (ONE_TRY if letter.kind == Kind.TEST else MOST_TRIES):
        final = State.FAILED
    if final is not None:
        _record(letter, final, crossing.reply)
        return
    wait = WAITS[min(letter.tries, len(WAITS)) - 1]
    _update(letter, next_try=now + wait, said=crossing.reply, claimed_at=None, handed_at=None)


def _record(letter: Letter, state: State, words: str) -> None:
    """Write how the letter ended, and empty it of what it said and enclosed."""
    sent_at = timezone.now() if state == State.SENT else None
    _update(letter, state=state, said=words, sent_at=sent_at, **EMPTIED)
    Enclosure.objects.filter(letter=letter.pk, letter__tries=letter.tries).delete()


def _update(letter: Letter, **fields: object) -> None:
    """Write these fields, unless another took the letter since; they belong to the last hand."""
    Letter.objects.filter(pk=letter.pk, tries=letter.tries).update(**fields)
    for name, value in fields.items():
        setattr(letter, name, value)
