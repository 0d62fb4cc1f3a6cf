"""What do polls, consultations and minutes add to the pages of meetings?"""

from collections.abc import Sequence

from django.db.models import Model

from maillage.core.fragments import Fragment, fragments
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.governance import permissions
from maillage.trade.governance.consultations.queries import consultations
from maillage.trade.governance.date_polls.queries import open_polls
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.minutes.queries.minutes import decisions_of

MOST_IN_A_LINE = 6


@fragments.answer
def fragments_of_meetings(reader: Reader, page: str, record: Model | None) -> Sequence[Fragment]:
    """The dates to choose and the consultations above the register, what a meeting settled."""
    access = as_access(reader)
    if page == "governance:meetings":
        return (_polls(access), _consultations(access))
    if page == "governance:meeting" and isinstance(record, Meeting):
        return (_decisions(access, record),)
    return ()


def _polls(access: Access) -> Fragment:
    values = {"polls": list(open_polls(access)[:MOST_IN_A_LINE])}
    return Fragment("governance/parts/open_polls.html", values)


def _consultations(access: Access) -> Fragment:
    values = {"consultations": list(consultations(access)[:MOST_IN_A_LINE])}
    return Fragment("governance/parts/open_consultations.html", values)


def _decisions(access: Access, meeting: Meeting) -> Fragment:
    values = {
        "meeting": meeting,
        "decisions": decisions_of(access, meeting),
        "may_write": permissions.can_keep_attendance(access) and not meeting.is_locked,
    }
    return Fragment("governance/parts/decisions.html", values)
