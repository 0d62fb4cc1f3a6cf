"""What does the sheet of a meeting read, once for all until something changes?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.governance.models import Decision, Meeting
from maillage.trade.governance.queries.attendance import AttendanceSheet, advice_on, attendance
from maillage.trade.governance.queries.meetings import MeetingSheet, meeting_sheet
from maillage.trade.governance.queries.minutes import decisions_of
from maillage.trade.governance.second_sessions import Advice

KEPT = 64


@dataclass(frozen=True)
class MeetingPage:
    """The meeting and its agenda, who was there, what the rule says, what was settled."""

    told: MeetingSheet
    attendance: AttendanceSheet
    advice: Advice | None
    decisions: Sequence[Decision]


_pages: Remembered[MeetingPage] = Remembered(KEPT)


def meeting_page(access: Access, number: int, find: Callable[[], Meeting]) -> MeetingPage:
    """The sheet of the meeting of this number, which `find` finds for this reader."""
    return _pages.of(
        (access.pk, access.role, number),
        access.cooperation.workspace_id,
        lambda: _read(access, find()),
    )


def _read(access: Access, meeting: Meeting) -> MeetingPage:
    attended = attendance(access, meeting)
    return MeetingPage(
        told=meeting_sheet(access, meeting),
        attendance=attended,
        advice=advice_on(access, attended),
        decisions=decisions_of(access, meeting),
    )
