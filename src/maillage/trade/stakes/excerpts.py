"""What can a sentence of the notebook become here? A position."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.stakes.permissions import can_keep_positions


@excerpts.answer
def stake_excerpts(reader: Reader) -> Sequence[Excerpt]:
    """The form of a position, for who may record one."""
    access = as_access(reader)
    if not can_keep_positions(access):
        return ()
    url = reverse("stakes:position_choose", args=[access.cooperation.slug])
    return (Excerpt(_("En faire une position"), url),)
