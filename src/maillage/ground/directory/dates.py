"""Which dates of the directory come next: mandates and memberships that end?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming, dates
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.directory.members.queries import members
from maillage.ground.directory.records.queries.people import mandates

MOST = 20


@dates.answer
def endings(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The mandates and memberships that end in the period, as far as the reader sees them."""
    access = as_access(reader)
    slug = access.cooperation.slug
    ending = mandates(access).filter(until__range=(first, last))
    leaving = members(access).filter(until__range=(first, last))
    told = [
        Upcoming(
            on=mandate.until,
            label=_("Fin de mandat : %(name)s") % {"name": mandate.person},
            reason=", ".join(
                part for part in (mandate.function, str(mandate.organisation)) if part
            ),
            url=reverse("directory:person", args=[slug, mandate.person_id]),
        )
        for mandate in ending.select_related("person", "organisation").order_by("until")[:MOST]
        if mandate.until
    ]
    told += [
        Upcoming(
            on=member.until,
            label=_("%(name)s quitte la coopération") % {"name": member},
            reason=str(member.get_kind_display()),
            url=reverse("directory:member", args=[slug, member.pk]),
        )
        for member in leaving.order_by("until")[:MOST]
        if member.until
    ]
    return told
