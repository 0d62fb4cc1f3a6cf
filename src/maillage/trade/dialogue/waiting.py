"""What of the dialogue waits for this reader?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.at_hand import conflicts_wait, options_wait
from maillage.trade.dialogue.conflicts.queries import stalled_conflicts
from maillage.trade.dialogue.option_asks.queries import waiting_parties

MOST = 10


@waiting.answer
def dialogue_waits(reader: Reader, today: date) -> Sequence[Waiting]:
    """The conflicts whose next step is past, for officers; the options put to one's structures."""
    access = as_access(reader)
    if permissions.can_keep_conflicts(access) and conflicts_wait(access, today):
        return _conflicts(access, today)
    if access.role == Role.PARTNER and options_wait(access, today):
        return _options(access)
    return ()


def _conflicts(access: Access, today: date) -> list[Waiting]:
    return [
        Waiting(
            _("Dire où en est le conflit : %(name)s") % {"name": one.title},
            _("« %(step)s » était prévu le %(day)s.")
            % {"step": one.next_step, "day": french.long_date(one.next_on)},
            reverse("dialogue:conflict", args=[access.cooperation.slug, one.pk]),
            verb=_("Ouvrir"),
        )
        for one in stalled_conflicts(access, today)[:MOST]
        if one.next_on
    ]


def _options(access: Access) -> list[Waiting]:
    rows = waiting_parties(access.cooperation_id)
    rows = rows.filter(actor__organisation__in=spoken_for(access)).order_by("-pk")
    return [
        Waiting(
            _("Dire quelles options votre structure accepte"),
            _("« %(question)s » : %(name)s est consultée sur les options.")
            % {"question": one.compromise.title, "name": one.actor},
            reverse("dialogue:option_answer", args=[access.cooperation.slug, one.pk]),
            verb=_("Répondre"),
        )
        for one in rows[:MOST]
    ]
