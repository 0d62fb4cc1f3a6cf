"""What can a sentence of the notebook become in its own room? How hot a conflict is."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.conflicts.queries import open_conflicts


@excerpts.answer
def dialogue_excerpts(reader: Reader) -> Sequence[Excerpt]:
    """The heat of a conflict, for who follows them, as long as one is open."""
    access = as_access(reader)
    if not permissions.can_keep_conflicts(access) or not open_conflicts(access).exists():
        return ()
    url = reverse("dialogue:conflict_heat_choose", args=[access.cooperation.slug])
    return (Excerpt(_("En faire la chaleur d’un conflit"), url),)
