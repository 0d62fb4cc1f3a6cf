"""Where do the pages of governance stand in this cooperation?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.doors import CooperationRequest
from maillage.trade.governance.models import Body, Deliberation, JointDecision, Meeting

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


def decisions_place(request: CooperationRequest) -> Place:
    """Under the matrix of joint decisions."""
    return (PageLink(_("Délibérations"), page_url(request, "joint_decisions")),)


def decision_place(request: CooperationRequest, decision: JointDecision) -> Place:
    """Under the sheet of a joint decision."""
    here = PageLink(decision.title, page_url(request, "joint_decision", decision.pk))
    return (*decisions_place(request), here)


def council_place(request: CooperationRequest, deliberation: Deliberation) -> Place:
    """Under the way of one council."""
    here = PageLink(str(deliberation), page_url(request, "joint_decision_council", deliberation.pk))
    return (*decision_place(request, deliberation.decision), here)
