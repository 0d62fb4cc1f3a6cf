"""What of governance waits for this reader?"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.trade.governance import permissions
from maillage.trade.governance.queries.bodies import vacant_seats
from maillage.trade.governance.queries.meetings import unfinished

SOON = timedelta(days=15)
MOST_MEETINGS = 3


@waiting.answer
def bodies_wait(reader: Reader, today: date) -> Sequence[Waiting]:
    """The seats that nobody holds, for officers; one query."""
    access = as_access(reader)
    if not permissions.can_keep_bodies(access):
        return ()
    bodies = list(vacant_seats(access.cooperation_id).values_list("body", flat=True))
    if not bodies:
        return ()
    fullest = max(set(bodies), key=bodies.count)
    return (
        Waiting(
            ngettext("Nommer qui tient un siège", "Nommer qui tient %(n)s sièges", len(bodies))
            % {"n": len(bodies)},
            _("Sans titulaire, une structure n’est ni convoquée ni comptée au quorum."),
            reverse("governance:body", args=[access.cooperation.slug, fullest]),
            minutes=5,
            verb=_("Nommer"),
        ),
    )


@waiting.answer
def meetings_wait(reader: Reader, today: date) -> Sequence[Waiting]:
    """The meetings to convene, and those of which one must say if they were held; one query."""
    access = as_access(reader)
    if not permissions.can_keep_meetings(access):
        return ()
    slug = access.cooperation.slug
    return [
        Waiting(
            _("Dire si la séance s’est tenue") if one.held_on < today else _("Convoquer la séance"),
            str(one),
            reverse("governance:meeting", args=[slug, one.pk]),
            minutes=2 if one.held_on < today else 10,
            verb=_("Ouvrir"),
        )
        for one in unfinished(access, today, today + SOON)[:MOST_MEETINGS]
    ]
