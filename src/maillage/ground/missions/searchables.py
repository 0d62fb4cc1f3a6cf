"""What the map answers to a search: its missions, the tools and their help."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.foundation.search.asked import Asked, Found, holds, searchables
from maillage.ground.missions.guides.queries import guide_of, guide_words
from maillage.ground.missions.mission.queries import offered_tools
from maillage.ground.missions.tree import tree


@searchables.answer
def missions_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The leaves whose label holds the words; no query."""
    slug, kind = as_access(reader).cooperation.slug, _("Mission")
    return [
        Found(
            kind=kind,
            name=leaf.short,
            note=leaf.asks,
            url=address("missions:mission", slug, leaf.slug),
        )
        for leaf in tree().leaves.values()
        if holds(asked, f"{leaf.label} {leaf.short}")
    ]


@searchables.answer
def tools_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The tools of the reader by their label, and the help pages that hold the words."""
    access = as_access(reader)
    slug = access.cooperation.slug
    offered = offered_tools(access)
    pages = [
        Found(_("Outil"), tool.label, "", address(tool.page, slug))
        for tool in offered
        if holds(asked, tool.label)
    ]
    helps = [
        Found(
            _("Aide"),
            guide_of(tool.word).title,
            tool.label,
            address("missions:guide", slug, tool.word),
        )
        for tool in offered
        if set(asked.words) <= guide_words(tool.word)
    ]
    return pages + helps
