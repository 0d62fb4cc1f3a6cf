"""Where do the pages of the dialogue stand in this cooperation?"""

from maillage.core.shell import Audience
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.records import pages_of
from maillage.foundation.cooperations.records.models import VisibleRecord

page_url = pages_of("dialogue")


def audience_of(record: VisibleRecord) -> Audience:
    """Who may read a sheet that has one level of readers."""
    return Audience(
        str(record.get_visibility_display()),
        "#qui-voit",
        confidential=record.visibility in {Visibility.ME, Visibility.OFFICERS},
    )
