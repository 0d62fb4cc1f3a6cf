"""Where do the pages of stakes stand in this cooperation?"""

from django.utils.translation import gettext as _

from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import pages_of

Place = tuple[PageLink, ...]
page_url = pages_of("stakes")


def cell_url(request: CooperationRequest, stake: int, actor: int) -> str:
    """The matrix with this cell chosen, the focus on it."""
    case = f"{stake}~{actor}"
    return f"{page_url(request, 'positions')}?case={case}#c-{case}"


def positions_place(request: CooperationRequest) -> Place:
    """Under the matrix of positions."""
    return (PageLink(_("Positions"), page_url(request, "positions")),)


def readers_of(request: CooperationRequest, *, narrow: bool) -> Audience:
    """Who sees a page of positions: its confidential cells are for officers."""
    url = page_url(request, "positions")
    if narrow:
        return Audience(_("les chargées de coopération"), url, confidential=True)
    return by_access(request, url)
