"""Which dates of governance come next?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming, dates
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.trade.governance.queries.bodies import bodies

MOST = 20


@dates.answer
def mandates_of_bodies(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The bodies whose mandate ends in the period, in one query."""
    access = as_access(reader)
    ending = bodies(access).filter(until__range=(first, last)).order_by("until")[:MOST]
    return [
        Upcoming(
            on=body.until,
            label=_("Fin de mandat : %(name)s") % {"name": body},
            reason=_("Instance à renouveler, ou à laisser s’éteindre."),
            url=reverse("governance:body", args=[access.cooperation.slug, body.pk]),
        )
        for body in ending
        if body.until
    ]
