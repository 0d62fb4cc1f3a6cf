"""What do structures tell on the pages of the other rooms?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import begun_first
from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import MOST_OF_A_ROOM, Query, SearchResult, searchables
from maillage.ground.directory.records.queries.organisations import (
    matching_organisations,
    organisations,
    spoken_organisations,
)


@searchables.answer
def find_organisations(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The structures whose name, seat, number or former name holds the words, in two queries."""
    access = as_access(reader)
    rows = organisations(access).only("name", "kind", "ended_on")
    return [
        SearchResult(
            kind=_("Structure"),
            name=one.name,
            note=_("dissoute") if one.ended_on else str(one.get_kind_display()),
            url=address("directory:organisation", access.cooperation.slug, one.pk),
        )
        for one in begun_first(
            rows, matching_organisations(rows, query.typed[:200]), query.typed, MOST_OF_A_ROOM
        )
    ]


@panels.answer
def structures_of_day(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """On the reader's own day, the sheets of the structures for which they speak, in one query.

    An élu and a partner read more of theirs.
    """
    access = as_access(reader)
    if kind != "day" or number != access.pk:
        return ()
    spoken = [] if access.role in {Role.ELECTED, Role.PARTNER} else spoken_organisations(access)
    if not spoken:
        return ()
    title = _("Votre structure") if len(spoken) == 1 else _("Vos structures")
    context: dict[str, object] = {"organisations": spoken, "slug": access.cooperation.slug}
    return (Panel(title, "directory/parts/day_structures.html", context),)
