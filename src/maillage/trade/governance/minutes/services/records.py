"""The record of a meeting is amended by those who were there, then validated and locked."""

from maillage.core.versions import claim_version, repeats
from maillage.foundation.accounts.models import User
from maillage.trade.governance.choices import AmendmentState
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.services.meetings import write_meeting
from maillage.trade.governance.minutes.models.minutes import NoteVariant
from maillage.trade.governance.minutes.models.records import Amendment


class UnsettledRecordError(Exception):
    """The record cannot be validated yet: amendments wait, or texts are still to choose between."""


def ask_amendment(*, author: User, amendment: Amendment) -> Amendment:
    """The change asked, which waits for an answer; sent twice, it is asked once."""
    with write_meeting(author, amendment.meeting):
        waiting = Amendment.objects.filter(meeting=amendment.meeting, state=amendment.state)
        asked = next((one for one in waiting if repeats(amendment, one)), None)
        if asked is not None:
            return asked
        amendment.save()
    return amendment


def answer_amendment(*, author: User, amendment: Amendment, read: int, state: str) -> Amendment:
    """The change, accepted or not; StaleVersionError when version `read` is not the last."""
    with write_meeting(author, amendment.meeting):
        claim_version(amendment, read)
        amendment.state = state
        amendment.save()
    return amendment


def validate_record(*, author: User, meeting: Meeting, read: int, at: Meeting) -> Meeting:
    """The meeting whose record was validated at another one, on its day: it is locked.

    Raises UnsettledRecordError while something of it waits, StaleVersionError when version `read`
    is not the last.
    """
    with write_meeting(author, meeting):
        claim_version(meeting, read)
        if is_unsettled(meeting):
            raise UnsettledRecordError
        meeting.validated_on, meeting.validated_at = at.held_on, at
        meeting.save()
    return meeting


def is_unsettled(meeting: Meeting) -> bool:
    """Whether amendments wait, or two texts of a note are still to choose between."""
    waiting = Amendment.objects.filter(meeting=meeting, state=AmendmentState.WAITING)
    return waiting.exists() or NoteVariant.objects.filter(note__item__meeting=meeting).exists()
