"""Which partner news comes, ends, or is to be looked at again?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming, dates
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.context import permissions
from maillage.trade.context.at_hand import signals_come
from maillage.trade.context.signals.models import Signal
from maillage.trade.context.signals.queries import coming_signals

MOST = 20


@dates.answer
def context_dates(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The dated news of the period; one query when there is none."""
    access = as_access(reader)
    if not permissions.can_open_signals(access) or not signals_come(access, first, last):
        return ()
    slug = access.cooperation.slug
    return [
        Upcoming(
            on=day,
            label=one.label,
            reason=reason,
            url=reverse("context:signal", args=[slug, one.pk]),
        )
        for one in coming_signals(access, first, last)[:MOST]
        for day, reason in _days(one)
        if first <= day <= last
    ]


def _days(one: Signal) -> Iterator[tuple[date, str]]:
    effect = str(one.get_effect_display())
    yield one.on, _("Actualité, effet %(effect)s") % {"effect": effect}
    if one.until and one.until != one.on:
        yield one.until, _("Fin de l’effet attendu, %(effect)s") % {"effect": effect}
    if one.again_on:
        yield one.again_on, _("À revoir : vous attendiez jusqu’à ce jour")
