"""What governance answers to a search."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked, Found, searchables
from maillage.trade.governance.queries.bodies import bodies, bodies_named


@searchables.answer
def bodies_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The bodies whose name holds the words, in one query."""
    access = as_access(reader)
    rows = bodies_named(bodies(access), asked.typed[:200])[:MOST_OF_A_ROOM]
    return [
        Found(
            kind=_("Instance"),
            name=row.name,
            note=str(row.get_kind_display()),
            url=address("governance:body", access.cooperation.slug, row.pk),
        )
        for row in rows
    ]
