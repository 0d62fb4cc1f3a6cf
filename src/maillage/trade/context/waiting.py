"""Which partner news waits for an answer?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.context import permissions
from maillage.trade.context.at_hand import signals_wait
from maillage.trade.context.signals.models import Signal
from maillage.trade.context.signals.queries import signals, to_answer

MOST = 3


@waiting.answer
def context_waits(reader: Reader, today: date) -> Sequence[Waiting]:
    """The news without an answer, and that to be looked at again; one query when there is none."""
    access = as_access(reader)
    if not permissions.can_keep_signals(access) or not signals_wait(access, today):
        return ()
    found = signals(access).filter(to_answer(today)).order_by("on", "pk")[:MOST]
    return [_waits(access, one) for one in found]


def _waits(access: Access, one: Signal) -> Waiting:
    day = one.again_on or one.on
    reason = (
        _("Vous attendiez jusqu’au %(day)s : et maintenant ?")
        if one.answer
        else _("Depuis le %(day)s : tenir le cap, s’adapter ou attendre ?")
    )
    return Waiting(
        _("Répondre à « %(label)s »") % {"label": one.label},
        reason % {"day": french.long_date(day)},
        reverse("context:signal_answer", args=[access.cooperation.slug, one.pk]),
        minutes=3,
        verb=_("Répondre"),
    )
