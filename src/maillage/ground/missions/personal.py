"""What do missions hold of a person? What was declared and left in writing may name them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, each_line
from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.my_day.models import HandOver

ERASABLES = (
    Erasable(Declaration, "", ("reason",), way=each_line),
    Erasable(HandOver, "", ("text",), way=each_line),
)


@personal.answer
def missions_room() -> Sequence[Room]:
    """The declarations and the notes of hand-over in which they are named."""
    return (Room(_export, _forget),)


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    access = as_access(reader)
    declarations = Declaration.objects.visible_to(access)
    notes = HandOver.objects.visible_to(access)
    rows = [
        (_("Déclaration"), one.reason)
        for one in declarations.filter(pk__in=somebody.numbers_naming(declarations, "reason"))
    ]
    rows += [
        (_("Note de passage"), one.text)
        for one in notes.filter(pk__in=somebody.numbers_naming(notes, "text"))
    ]
    return (Chapter(_("Missions"), (_("Où"), _("Ce qui est écrit")), rows),)


def _forget(somebody: Somebody) -> None:
    for rows in ERASABLES:
        rows.erase(somebody)
