"""Which meeting is this address about?"""

from django.shortcuts import get_object_or_404

from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries.meetings import meetings


def found(request: CooperationRequest, meeting: int) -> Meeting:
    """The meeting of this number in the reader's cooperation; 404 when there is none."""
    return get_object_or_404(meetings(request.access), pk=meeting)
