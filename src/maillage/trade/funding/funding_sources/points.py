"""What do sources tell on the pages of the other rooms?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.search.query import SearchResult
from maillage.trade.funding.funding_sources.queries import sources


@findable
def source_names(access: Access) -> Iterator[FoldedResult]:
    """The sources, under their name and their funder."""
    for row in sources(access):
        url = address("funding:source", access.cooperation.slug, row.pk)
        result = SearchResult(_("Source de financement"), str(row), row.who, url)
        yield fold(f"{row} {row.who} financement"), result
