"""What of stakes waits for this reader?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.readers import as_access
from maillage.ground.directory.queries.organisations import spoken_for
from maillage.trade.stakes.queries.asks import waiting_asks
from maillage.trade.stakes.queries.at_hand import asks_wait

MOST = 3


@waiting.answer
def stakes_wait(reader: Reader, today: date) -> Sequence[Waiting]:
    """The positions asked of the structures for which the reader speaks; two queries at most."""
    access = as_access(reader)
    if access.role != Role.PARTNER or not asks_wait(access, today):
        return ()
    rows = waiting_asks(access.cooperation_id).filter(actor__organisation__in=spoken_for(access))
    return [
        Waiting(
            _("Dire ce que votre structure en attend"),
            _("Des enjeux sont soumis à %(name)s : pour, contre, et ce que cela touche chez vous.")
            % {"name": one.actor},
            reverse("stakes:position_answer", args=[access.cooperation.slug, one.pk]),
            verb=_("Répondre"),
        )
        for one in rows.select_related("actor__organisation").order_by("-pk")[:MOST]
    ]
