"""What does a search find among the tools and their help?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import Query, SearchResult, holds, searchables
from maillage.ground.missions.guides.queries import guide_of, guide_words
from maillage.ground.missions.mission.queries import offered_tools


@searchables.answer
def matching_tools(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The tools of the reader by their label, and the help pages that hold the words."""
    access = as_access(reader)
    slug = access.cooperation.slug
    offered = offered_tools(access)
    pages = [
        SearchResult(_("Outil"), tool.label, "", address(tool.page, slug))
        for tool in offered
        if holds(query, tool.label)
    ]
    helps = [
        SearchResult(
            _("Aide"),
            guide_of(tool.word).title,
            tool.label,
            address("missions:guide", slug, tool.word),
        )
        for tool in offered
        if set(query.words) <= guide_words(tool.word)
    ]
    return pages + helps
