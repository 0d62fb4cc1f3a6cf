"""What do the facilities tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import MOST_DATES, Upcoming
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import falls
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.context import permissions
from maillage.trade.context.facilities.models import FacilityAgreement
from maillage.trade.context.facilities.queries import facilities
from maillage.trade.context.facilities.table import FACILITIES


def _ending(cooperation: int, first: date, last: date) -> QuerySet[FacilityAgreement]:
    rows = FacilityAgreement.objects.filter(facility__cooperation=cooperation)
    return rows.filter(end_on__range=(first, last)).order_by("end_on", "pk")


@falls(rows=_ending, can=permissions.can_open_facilities)
def agreements_end(access: Access, first: date, last: date) -> Sequence[Upcoming]:
    """The agreements that end in the period; one query."""
    rows = _ending(access.cooperation_id, first, last).select_related("facility")
    slug = access.cooperation.slug
    return [
        Upcoming(
            on=one.end_on,
            label=_("Fin de convention : %(name)s") % {"name": one.facility},
            reason=str(one.get_kind_display()),
            url=reverse("context:facility", args=[slug, one.facility_id]),
        )
        for one in rows[:MOST_DATES]
        if one.end_on
    ]


@findable
def facility_names(access: Access) -> Iterator[FoldedResult]:
    """The facilities, under their name, their kind and their commune."""
    slug = access.cooperation.slug
    for row in facilities(access):
        words = f"{row.get_kind_display()}, {row.commune}"
        url = address("context:facility", slug, row.pk)
        yield fold(f"{row.name} {words}"), SearchResult(_("Équipement"), row.name, words, url)


imports.answer(lambda: (FACILITIES,))
