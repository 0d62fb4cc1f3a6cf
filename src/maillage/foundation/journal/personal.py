"""What does the journal tell of a person?"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.journal.queries import history
from maillage.foundation.journal.services import forget_values


@personal.answer
def journal_room() -> Sequence[Room]:
    """The gestures on a person's sheet: when, what; who wrote is somebody else, and is masked."""
    return (Room(_export, _forget),)


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    rows = [
        (
            french.long_date(timezone.localdate(gesture.at)),
            "\n".join(
                [
                    *(_("Ajout : %(what)s") % {"what": what} for what in gesture.added),
                    *(_("Retrait : %(what)s") % {"what": what} for what in gesture.removed),
                    *changes,
                ]
            ),
        )
        for gesture in history(somebody.sheet, cooperation_id=reader.cooperation_id)
        for changes in [
            [f"{one.label} : {one.before or '—'} → {one.after or '—'}" for one in gesture.changes]
        ]
    ]
    return (Chapter(_("Journal de sa fiche"), (_("Quand"), _("Quoi")), rows),)


def _forget(somebody: Somebody) -> None:
    forget_values(LogEntry.objects.filter(sheet=somebody.sheet))
