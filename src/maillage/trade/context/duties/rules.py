"""Where does something due stand, and what may not be written of it?"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from maillage.trade.context.choices import DutyState
from maillage.trade.context.duties.models import OPENS_AFTER, Duty, DutyPiece

OF_SCHEMES, OF_AGREEMENTS = "scheme:", "agreement:"
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
PRESSING = (DutyState.SOON, DutyState.LATE)


def state_of(one: Duty, pieces: Iterable[DutyPiece], today: date) -> DutyState:
    """Sent or waived as somebody said; else late, in the week, in preparation or to come."""
    if one.done_on:
        return DutyState.DONE
    if one.waived_on:
        return DutyState.WAIVED
    if one.due_on and one.due_on < today:
        return DutyState.LATE
    if one.due_on and one.due_on <= today + WEEK:
        return DutyState.SOON
    return DutyState.PART if any(piece.received_on for piece in pieces) else DutyState.TODO


def ends_once(rows: Iterable[Duty]) -> list[Duty]:
    """These without the end of a scheme that one of its agreements says already, the same day."""
    every = list(rows)
    by_agreement = {
        (one.scheme_id, one.due_on) for one in every if one.origin.startswith(OF_AGREEMENTS)
    }
    return [
        one
        for one in every
        if not (one.origin.startswith(OF_SCHEMES) and (one.scheme_id, one.due_on) in by_agreement)
    ]


def days_fault(opens_on: date | None, due_on: date | None) -> str:
    """Why something cannot be due on that day; nothing when it can."""
    return str(OPENS_AFTER) if opens_on and due_on and opens_on > due_on else ""


def done_fault(on: date | None, today: date) -> str:
    """Why it cannot have been sent that day; nothing when it can."""
    if on is not None and on > today:
        return _("Un envoi se note quand il a eu lieu : gardez l’échéance ouverte jusque-là.")
    return ""
