"""Where do the pages of the plan stand in this cooperation?"""

from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.records import pages_of

page_url = pages_of("plan")


def plan_place(request: CooperationRequest) -> tuple[PageLink, ...]:
    """Under the register of the plan."""
    return (PageLink(_("Plan d’action"), page_url(request, "actions")),)
