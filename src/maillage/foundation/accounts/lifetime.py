"""How long does a sign-in hold? A working day, or a month on a device that its owner keeps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Lifetime:
    """How long a session outlives its last page, and its sign-in."""

    idle: timedelta
    whole: timedelta


DAY = Lifetime(idle=timedelta(hours=12), whole=timedelta(days=1))
KEPT = Lifetime(idle=timedelta(days=7), whole=timedelta(days=30))


def time_sessions() -> None:
    """From now on every sign-in, by whatever way, dates its session."""
    user_logged_in.connect(_begin, dispatch_uid="maillage.lifetime")


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether the session must be signed in again; one that bears no date must."""
    if BEGAN not in session or SEEN not in session:
        return True
    holds = DAY if session.get_expire_at_browser_close() else KEPT
    began, seen = (datetime.fromisoformat(session[name]) for name in (BEGAN, SEEN))
    return now - began >= holds.whole or now - seen >= holds.idle


def note_seen(session: SessionBase, now: datetime) -> None:
    """Dates the last page, every five minutes at most; a full or closed disk stops no reading."""
    if now - datetime.fromisoformat(session[SEEN]) < NOTED_EVERY:
        return
    before = session[SEEN]
    session[SEEN] = now.isoformat()
    try:
        session.save()
    except (DatabaseError, UpdateError):
        session[SEEN] = before
    session.modified = False


def _begin(sender: object, request: HttpRequest, **kwargs: object) -> None:
    now = timezone.now().isoformat()
    request.session[BEGAN] = request.session[SEEN] = now
