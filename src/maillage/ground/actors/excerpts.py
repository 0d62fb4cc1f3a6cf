"""What does the play of actors make of a sentence of a note?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.actors.permissions import can_keep_game


@excerpts.answer
def posture_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """A posture, whose source is the note."""
    access = as_access(reader)
    if not can_keep_game(access):
        return ()
    url = reverse("actors:posture_add", args=[access.cooperation.slug])
    return (Excerpt(_("en faire une posture"), url),)
