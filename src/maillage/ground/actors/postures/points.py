"""What do postures tell on the pages of the other rooms?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.actors.permissions import can_keep_game
from maillage.ground.actors.postures import states
from maillage.ground.actors.postures.models import Posture


@excerpts.answer
def posture_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """A posture, whose source is the note."""
    access = as_access(reader)
    if not can_keep_game(access):
        return ()
    url = reverse("actors:posture_add", args=[access.cooperation.slug])
    return (Excerpt(_("en faire une posture"), url),)


visible_records.answer(lambda: (Posture,))


probe(
    "construction.partnerships.actor-game",
    load=states.load,
    reads="officers",
    topics={"postures", "members", "organisations"},
)(states.actor_game_read)
