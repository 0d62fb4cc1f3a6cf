"""What of stakes waits for this reader?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.stakes.at_hand import asks_wait, priorities_wait
from maillage.trade.stakes.position_asks.queries import waiting_asks
from maillage.trade.stakes.priorities.queries.asks import themes_to_weigh, waiting_actors

MOST = 3


@waiting.answer
def stakes_wait(reader: Reader, today: date) -> Sequence[Waiting]:
    """What is asked of the structures for which the reader speaks; a constant number of queries."""
    access = as_access(reader)
    if access.role != Role.PARTNER:
        return ()
    positions, priorities = asks_wait(access, today), priorities_wait(access, today)
    if not (positions or priorities):
        return ()
    spoken = spoken_for(access)
    return [
        *(_positions_wait(access, spoken) if positions else ()),
        *(_priorities_wait(access, spoken) if priorities else ()),
    ]


def _positions_wait(access: Access, spoken: frozenset[int]) -> list[Waiting]:
    rows = waiting_asks(access.cooperation_id).filter(actor__organisation__in=spoken)
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


def _priorities_wait(access: Access, spoken: frozenset[int]) -> list[Waiting]:
    found = waiting_actors(access.cooperation_id).filter(organisation__in=spoken)[:MOST]
    if not found or not themes_to_weigh(access.cooperation_id):
        return []
    return [
        Waiting(
            _("Dire par quoi commencer, pour votre structure"),
            _("Des thèmes sont soumis à %(name)s : ce que chacun touche chez vous.")
            % {"name": one},
            reverse("stakes:theme_priority_answer", args=[access.cooperation.slug, one.pk]),
            verb=_("Répondre"),
        )
        for one in found
    ]
