"""Where do the pages of the dialogue stand in this cooperation?"""

from maillage.core.links import address
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.records.models import VisibleRecord

Place = tuple[PageLink, ...]


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of the dialogue in the reader's cooperation."""
    return address(f"dialogue:{name}", request.access.cooperation.slug, *numbers)


def audience_of(record: VisibleRecord) -> Audience:
    """Who may read a sheet that has one level of readers."""
    return Audience(
        str(record.get_visibility_display()),
        "#qui-voit",
        confidential=record.visibility in {Visibility.ME, Visibility.OFFICERS},
    )
