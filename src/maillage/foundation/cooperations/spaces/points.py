"""What the search finds among the reader’s own cooperations."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.queries import open_accesses
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import Query, SearchResult, holds, searchables

NAMED = "cooperation__name", "cooperation__slug", "role"


@searchables.answer
def matching_cooperations(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The cooperations open to the reader whose name holds the words, in one query."""
    mine = open_accesses(as_access(reader).user_id).values_list(*NAMED)
    return [
        SearchResult(
            kind=_("Coopération"),
            name=name,
            note=str(Role(role).label),
            url=address("missions:mission_map", slug),
            tier=2,
        )
        for name, slug, role in mine
        if holds(query, name)
    ]
