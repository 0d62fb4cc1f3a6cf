"""Where do the pages of meetings stand?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.meetings.models.meetings import Meeting


def meetings_place(request: CooperationRequest) -> Place:
    """Under the register of meetings."""
    return (PageLink(_("Séances"), page_url(request, "meetings")),)


def meeting_place(request: CooperationRequest, meeting: Meeting) -> Place:
    """Under the sheet of a meeting."""
    here = PageLink(str(meeting), page_url(request, "meeting", meeting.pk))
    return (*meetings_place(request), here)
