"""What do stakes tell on the pages of the other rooms?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.search.query import SearchResult
from maillage.trade.stakes.permissions import can_open_stakes
from maillage.trade.stakes.stakes.models import LabelChoice
from maillage.trade.stakes.stakes.queries import stakes


@findable
def stake_names(access: Access) -> Iterator[FoldedResult]:
    """The stakes, under their words and their description."""
    if not can_open_stakes(access):
        return
    slug = access.cooperation.slug
    for one in stakes(access):
        note = "" if one.is_in_force else _("clos")
        result = SearchResult(_("Enjeu"), one.label, note, address("stakes:stake", slug, one.pk))
        yield fold(f"{one.label} {one.description}"), result


visible_records.answer(lambda: (LabelChoice,))
