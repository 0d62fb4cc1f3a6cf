"""Which news of partners came between two days?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from maillage.core.happenings import Happening, happenings
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.context.signals.queries import signals

MOST = 60


@happenings.answer
def news_of_partners(reader: Reader, first: date, last: date) -> Sequence[Happening]:
    """The news of the period that this reader may see, latest first, in one query."""
    access = as_access(reader)
    slug = access.cooperation.slug
    return [
        Happening(on=one.on, label=one.label, url=reverse("context:signal", args=[slug, one.pk]))
        for one in signals(access).filter(on__range=(first, last))[:MOST]
    ]
