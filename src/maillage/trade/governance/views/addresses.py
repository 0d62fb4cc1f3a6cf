"""Where do the pages of governance stand in this cooperation?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.doors import CooperationRequest
from maillage.trade.governance.models import (
    Body,
    Commitment,
    Consultation,
    DatePoll,
    Decision,
    Deliberation,
    JointDecision,
    Meeting,
    Nomination,
)

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


def poll_place(request: CooperationRequest, poll: DatePoll) -> Place:
    """Under the page of a date poll."""
    name = _("Dates : %(name)s") % {"name": poll}
    return (*meetings_place(request), PageLink(name, page_url(request, "date_poll", poll.pk)))


def consultation_place(request: CooperationRequest, consultation: Consultation) -> Place:
    """Under the page of a written consultation."""
    url = page_url(request, "consultation", consultation.pk)
    return (*meetings_place(request), PageLink(consultation.question, url))


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


def commitments_place(request: CooperationRequest) -> Place:
    """Under the register of commitments."""
    return (PageLink(_("Engagements pris"), page_url(request, "commitments")),)


def commitment_place(request: CooperationRequest, commitment: Commitment) -> Place:
    """Under the sheet of a commitment."""
    here = PageLink(commitment.label, page_url(request, "commitment", commitment.pk))
    return (*commitments_place(request), here)


def register_place(request: CooperationRequest) -> Place:
    """Under the register of decisions."""
    return (PageLink(_("Décisions"), page_url(request, "decisions")),)


def registered_place(request: CooperationRequest, decision: Decision) -> Place:
    """Under the sheet of one line of the register."""
    here = PageLink(str(decision), page_url(request, "decision", decision.pk))
    return (*register_place(request), here)


def nomination_place(request: CooperationRequest, nomination: Nomination | None = None) -> Place:
    """Under the register of designation campaigns, or under one of them."""
    register = PageLink(_("Désignations"), page_url(request, "nominations"))
    if nomination is None:
        return (register,)
    url = page_url(request, "nomination", nomination.pk)
    return (register, PageLink(nomination.title, url))


def case_of(found: Deliberation) -> str:
    """The cell of this council in the matrix of decisions."""
    return f"{found.decision_id}~{found.organisation_id}"


def answered_place(request: CooperationRequest, found: Deliberation) -> str:
    """Where one goes once a council has answered: its cell, for who came from it, or the sheet."""
    case = case_of(found)
    if request.GET.get("case") == case:
        return f"{page_url(request, 'joint_decisions')}?case={case}#c-{case}"
    return page_url(request, "joint_decision", found.decision_id)
