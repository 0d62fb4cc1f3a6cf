"""What the search finds among the reader’s own cooperations."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Reader
from maillage.core.prepared import Prepared
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.cooperations.spaces.queries import open_accesses
from maillage.foundation.search.asked import Asked, Found, holds, searchables

_mine = Prepared()


@searchables.answer
def cooperations_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The cooperations open to the reader whose name holds the words, in one query."""
    mine = _mine.rows("open", [reader.user_id], lambda asked: _named(*asked))
    return [
        Found(
            kind=_("Coopération"),
            name=name,
            note=str(Role(role).label),
            url=address("missions:mission_map", slug),
        )
        for name, slug, role in mine
        if holds(asked, name)
    ]


def _named(user: int) -> QuerySet[Access, tuple[str, str, str]]:
    return open_accesses(user).values_list("cooperation__name", "cooperation__slug", "role")
