"""Where do the pages of nominations stand?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.nominations.models import Nomination


def nomination_place(request: CooperationRequest, nomination: Nomination | None = None) -> Place:
    """Under the register of designation campaigns, or under one of them."""
    register = PageLink(_("Désignations"), page_url(request, "nominations"))
    if nomination is None:
        return (register,)
    url = page_url(request, "nomination", nomination.pk)
    return (register, PageLink(nomination.title, url))
