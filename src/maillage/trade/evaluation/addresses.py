"""Where do the pages of evaluation stand in this cooperation?"""

from maillage.core.links import address
from maillage.foundation.cooperations.pages.doors import CooperationRequest


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of evaluation in the reader's cooperation."""
    return address(f"evaluation:{name}", request.access.cooperation.slug, *numbers)
