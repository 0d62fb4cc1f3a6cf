"""Where do the pages of bodies stand?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.bodies.models import Body


def bodies_place(request: CooperationRequest) -> Place:
    """Under the register of bodies."""
    return (PageLink(_("Instances"), page_url(request, "bodies")),)


def body_place(request: CooperationRequest, body: Body) -> Place:
    """Under the sheet of a body."""
    return (*bodies_place(request), PageLink(body.name, page_url(request, "body", body.pk)))
