"""Where do the pages of governance stand in this cooperation?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.doors import CooperationRequest
from maillage.trade.governance.models import Body, Meeting

Place = tuple[PageLink, ...]


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of governance in the reader's cooperation."""
    return reverse(f"governance:{name}", args=[request.access.cooperation.slug, *numbers])


def bodies_place(request: CooperationRequest) -> Place:
    """Under the register of bodies."""
    return (PageLink(_("Instances"), page_url(request, "bodies")),)


def body_place(request: CooperationRequest, body: Body) -> Place:
    """Under the sheet of a body."""
    return (*bodies_place(request), PageLink(body.name, page_url(request, "body", body.pk)))


def meetings_place(request: CooperationRequest) -> Place:
    """Under the register of meetings."""
    return (PageLink(_("Séances"), page_url(request, "meetings")),)


def meeting_place(request: CooperationRequest, meeting: Meeting) -> Place:
    """Under the sheet of a meeting."""
    here = PageLink(str(meeting), page_url(request, "meeting", meeting.pk))
    return (*meetings_place(request), here)
