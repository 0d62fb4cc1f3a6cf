"""Which meetings were held between two days?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from maillage.core.happenings import Happening, happenings
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.governance.choices import BodyKind
from maillage.trade.governance.meetings.queries.meetings import meetings

MOST = 60


@happenings.answer
def meetings_held(reader: Reader, first: date, last: date) -> Sequence[Happening]:
    """The meetings held in the period, latest first, in one query; political ones steer."""
    access = as_access(reader)
    held = meetings(access).filter(held_on__range=(first, last), concluded_on__isnull=False)
    return [
        Happening(
            on=one.held_on,
            label=one.title or one.body.name,
            url=reverse("governance:meeting", args=[access.cooperation.slug, one.pk]),
            steers=one.body.kind != BodyKind.TECHNICAL,
        )
        for one in held.order_by("-held_on", "-pk")[:MOST]
    ]
