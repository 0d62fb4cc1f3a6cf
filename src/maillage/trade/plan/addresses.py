"""Where do the pages of the plan stand in this cooperation?"""

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of the plan in the reader's cooperation."""
    return address(f"plan:{name}", request.access.cooperation.slug, *numbers)


def plan_place(request: CooperationRequest) -> tuple[PageLink, ...]:
    """Under the register of the plan."""
    return (PageLink(_("Plan d’action"), page_url(request, "actions")),)
