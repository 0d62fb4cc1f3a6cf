"""Where do the pages of the context stand in this cooperation?"""

from django.urls import reverse

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest

Place = tuple[PageLink, ...]


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of the context in the reader's cooperation."""
    return reverse(f"context:{name}", args=[request.access.cooperation.slug, *numbers])
