"""Where do the pages of written consultations stand?"""

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.consultations.models import Consultation
from maillage.trade.governance.meetings.views.home import meetings_place


def consultation_place(request: CooperationRequest, consultation: Consultation) -> Place:
    """Under the page of a written consultation."""
    url = page_url(request, "consultation", consultation.pk)
    return (*meetings_place(request), PageLink(consultation.question, url))
