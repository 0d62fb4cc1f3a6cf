"""What does a search find among the tools and their help?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.core.tools import Tool
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import Query, SearchResult, holds, searchables
from maillage.ground.missions.aliases import Alias, aliases
from maillage.ground.missions.guides.queries import guide_of, guide_words
from maillage.ground.missions.mission.queries import offered_tools
from maillage.ground.missions.tools_index.queries import tool_label


@searchables.answer
def matching_tools(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The tools of the reader by label and by alias, and the help pages that hold the words."""
    access = as_access(reader)
    slug = access.cooperation.slug
    offered = offered_tools(access)
    pages = [_answer(access, tool) for tool in offered if holds(query, _(tool.label))]
    urls = {one.url for one in pages}
    pages.extend(one for one in _by_alias(access, query) if one.url not in urls)
    helps = [
        SearchResult(
            _("Aide"),
            guide_of(tool.word).title,
            _(tool.label),
            address("missions:guide", slug, tool.word),
            tier=2,
        )
        for tool in offered
        if set(query.words) <= guide_words(tool.word)
    ]
    return pages + helps


def _by_alias(access: Access, query: Query) -> list[SearchResult]:
    """The tools of the reader that other words lead to."""
    tool_by_word = {tool.word: tool for tool in offered_tools(access)}
    typed = fold(query.typed)
    matching = [one for one in aliases() if one.tool in tool_by_word and one.answers(typed)]
    return [_answer(access, tool_by_word[one.tool], one) for one in matching]


def _answer(access: Access, tool: Tool, alias: Alias | None = None) -> SearchResult:
    """The tool, or the page of it that the alias leads to."""
    page = (alias and alias.page) or tool.page
    label = (alias and alias.label) or tool_label(access.cooperation.profile, tool)
    url = address(page, access.cooperation.slug)
    return SearchResult(_("Outil"), label, _(tool.purpose), url, tier=1 if alias else 0)
