"""Where do the pages of governance stand in this cooperation?"""

from django.urls import reverse

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest

Place = tuple[PageLink, ...]


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of governance in the reader's cooperation."""
    return reverse(f"governance:{name}", args=[request.access.cooperation.slug, *numbers])
