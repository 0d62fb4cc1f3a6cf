"""What of the dialogue waits for this reader?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.queries.at_hand import conflicts_wait
from maillage.trade.dialogue.queries.conflicts import stalled_conflicts

MOST = 10


@waiting.answer
def dialogue_waits(reader: Reader, today: date) -> Sequence[Waiting]:
    """The open conflicts whose next step is past, for officers; one query when there is none."""
    access = as_access(reader)
    if not permissions.can_keep_conflicts(access) or not conflicts_wait(access, today):
        return ()
    slug = access.cooperation.slug
    return [
        Waiting(
            _("Dire où en est le conflit : %(name)s") % {"name": one.title},
            _("« %(step)s » était prévu le %(day)s.")
            % {"step": one.next_step, "day": french.long_date(one.next_on)},
            reverse("dialogue:conflict", args=[slug, one.pk]),
            verb=_("Ouvrir"),
        )
        for one in stalled_conflicts(access, today)[:MOST]
        if one.next_on
    ]
