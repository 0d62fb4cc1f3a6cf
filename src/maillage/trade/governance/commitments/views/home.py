"""Where do the pages of commitments stand?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.commitments.models import Commitment


def commitments_place(request: CooperationRequest) -> Place:
    """Under the register of commitments."""
    return (PageLink(_("Engagements pris"), page_url(request, "commitments")),)


def commitment_place(request: CooperationRequest, commitment: Commitment) -> Place:
    """Under the sheet of a commitment."""
    here = PageLink(commitment.label, page_url(request, "commitment", commitment.pk))
    return (*commitments_place(request), here)
