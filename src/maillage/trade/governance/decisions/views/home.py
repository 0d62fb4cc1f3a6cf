"""Where do the pages of the register of decisions stand?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.decisions.models import Decision


def register_place(request: CooperationRequest) -> Place:
    """Under the register of decisions."""
    return (PageLink(_("Décisions"), page_url(request, "decisions")),)


def registered_place(request: CooperationRequest, decision: Decision) -> Place:
    """Under the sheet of one line of the register."""
    here = PageLink(str(decision), page_url(request, "decision", decision.pk))
    return (*register_place(request), here)
