"""Where do the pages of joint decisions stand?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.joint_decisions.models import Deliberation, JointDecision


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


def case_of(found: Deliberation) -> str:
    """The cell of this council in the matrix of decisions."""
    return f"{found.decision_id}~{found.organisation_id}"


def answered_place(request: CooperationRequest, found: Deliberation) -> str:
    """Where one goes once a council has answered: its cell, for who came from it, or the sheet."""
    case = case_of(found)
    if request.GET.get("case") == case:
        return f"{page_url(request, 'joint_decisions')}?case={case}#c-{case}"
    return page_url(request, "joint_decision", found.decision_id)
