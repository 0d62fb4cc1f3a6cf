"""What do compromises tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.happenings import Happening, happenings
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises import states
from maillage.trade.dialogue.compromises.models import Compromise, OptionAnswer
from maillage.trade.dialogue.compromises.queries import compromises

MOST = 60


@findable
def compromise_names(access: Access) -> Iterator[FoldedResult]:
    """The compromises, under their titles; none outside the team."""
    if not permissions.can_open_compromises(access):
        return
    slug = access.cooperation.slug
    for row in compromises(access):
        note = str(row.get_settlement_display()) or _("en cours")
        url = address("dialogue:compromise", slug, row.pk)
        yield row.folded, SearchResult(_("Compromis"), row.title, note, url)


@happenings.answer
def compromises_accepted(reader: Reader, first: date, last: date) -> Sequence[Happening]:
    """The compromises accepted in the period that this reader may see, in one query."""
    access = as_access(reader)
    slug = access.cooperation.slug
    rows = compromises(access).filter(
        settlement=Settlement.ACCEPTED, settled_on__range=(first, last)
    )
    return [
        Happening(
            on=one.settled_on,
            label=_("Compromis accepté : %(title)s") % {"title": one.title},
            url=reverse("dialogue:compromise", args=[slug, one.pk]),
        )
        for one in rows.order_by("-settled_on", "-pk")[:MOST]
        if one.settled_on
    ]


visible_records.answer(lambda: (Compromise, OptionAnswer))


for leaf, judge in (
    ("construction.partnerships.compromise", states.compromises_sought),
    ("construction.partnerships.co-build", states.solutions_built),
):
    probe(leaf, load=states.load, reads="officers", topics={"conflicts", "compromises"})(judge)
