"""Which dates of governance come next?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming, dates
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.trade.governance.meeting_words import hours_words
from maillage.trade.governance.queries.bodies import bodies
from maillage.trade.governance.queries.meetings import meetings

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


@dates.answer
def meetings_come(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The meetings of the period that are not cancelled, in one query."""
    access = as_access(reader)
    slug = access.cooperation.slug
    coming = (
        meetings(access)
        .filter(held_on__range=(first, last), cancelled_on__isnull=True)
        .order_by("held_on", "starts_at", "pk")[:MOST]
    )
    return [
        Upcoming(
            on=one.held_on,
            label=_("Séance : %(name)s") % {"name": one.title or one.body},
            reason=", ".join(part for part in (hours_words(one), one.place) if part),
            url=reverse("governance:meeting", args=[slug, one.pk]),
        )
        for one in coming
    ]
