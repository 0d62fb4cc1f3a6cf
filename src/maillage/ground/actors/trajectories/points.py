"""What has changed in this structure, for whoever works on the play of actors?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.actors.permissions import can_open_game
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.postures.queries import postures_of
from maillage.ground.actors.trajectories.words import move_word, value_words

MOST = 4


@panels.answer
def changes_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The last postures of a structure, officers only; one query."""
    access = as_access(reader)
    if kind != "organisation" or not can_open_game(access):
        return ()
    postures = list(postures_of(access, number, timezone.localdate()))
    if not postures:
        return ()
    lines = [_line(access, one, postures) for one in postures[:MOST]]
    title = _("Sa posture, pour les chargées de coopération")
    note = _("la dernière lue le %(day)s") % {"day": french.long_date(postures[0].on)}
    return lines_panel(title, lines, note, on_paper=False)


def _line(access: Access, posture: Posture, postures: Sequence[Posture]) -> Line:
    """The posture and the one that it follows on the same subject."""
    place = posture.actor_id, posture.subject_id
    former = [one for one in postures if (one.actor_id, one.subject_id) == place]
    after = former.index(posture) + 1
    was = former[after].attitude if after < len(former) else None
    day = french.long_date(posture.on)
    moved = was is not None and was != posture.attitude
    note = f"{posture.subject.label}, {day}"
    if moved:
        note = f"{move_word(was, posture.attitude)}, {note}"
    words = value_words(posture.attitude)
    return Line(
        label=f"{value_words(was)} → {words}" if moved else words,
        note=note,
        url=reverse("actors:posture", args=[access.cooperation.slug, posture.pk]),
    )
