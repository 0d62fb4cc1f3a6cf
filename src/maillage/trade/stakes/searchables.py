"""What stakes answer to a search: few names, read whole and kept until a change."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.foundation.search.asked import Asked, Found, searchables
from maillage.foundation.search.kept_names import KeptNames
from maillage.trade.stakes.permissions import can_open_stakes
from maillage.trade.stakes.stakes.queries import stakes

_kept: KeptNames[Found] = KeptNames()


@searchables.answer
def stakes_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The stakes whose name or description holds the words."""
    access = as_access(reader)
    if not can_open_stakes(access):
        return ()

    def read() -> Iterator[tuple[str, Found]]:
        slug = access.cooperation.slug
        for one in stakes(access):
            note = "" if one.is_in_force else _("clos")
            found = Found(_("Enjeu"), one.label, note, address("stakes:stake", slug, one.pk))
            yield fold(f"{one.label} {one.description}"), found

    key = (access.pk, access.role)
    return _kept.among(asked, key, access.cooperation.workspace_id, read)
