"""What do missions tell on the pages of the other rooms?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import Query, SearchResult, holds, searchables
from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.tree import tree


@searchables.answer
def matching_missions(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The leaves whose label holds the words; no query."""
    slug, kind = as_access(reader).cooperation.slug, _("Mission")
    return [
        SearchResult(
            kind=kind,
            name=leaf.short,
            note=leaf.asks,
            url=address("missions:mission", slug, leaf.slug),
        )
        for leaf in tree().leaves.values()
        if holds(query, f"{leaf.label} {leaf.short}")
    ]


visible_records.answer(lambda: (Declaration,))
