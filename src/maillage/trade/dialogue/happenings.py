"""Which compromises were accepted between two days?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.happenings import Happening, happenings
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises.queries import compromises

MOST = 60


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
