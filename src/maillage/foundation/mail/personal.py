"""Which letters were written to a person?"""

from collections.abc import Sequence

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.mail.choices import State
from maillage.foundation.mail.models import Enclosure, Letter
from maillage.foundation.mail.services.outbox import EMPTIED


@personal.answer
def mail_room() -> Sequence[Room]:
    """The letters to their addresses: those that wait do not leave, the others are emptied.

    Those to others that wait and name them leave without the lines that do.
    """
    return (Room(_export, _forget),)


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    letters = Letter.objects.filter(_to(somebody), workspace_id=somebody.workspace_id)
    rows = [
        (
            french.long_date(timezone.localdate(letter.created_at)),
            str(letter.get_kind_display()),
            letter.to,
            str(letter.get_state_display()),
        )
        for letter in letters.order_by("-created_at", "pk")
    ]
    return (Chapter(_("Lettres"), (_("Écrite le"), _("Objet"), _("À"), _("État")), rows),)


def _forget(somebody: Somebody) -> None:
    theirs = Letter.objects.filter(_to(somebody))
    Enclosure.objects.filter(letter__in=theirs).delete()
    theirs.filter(state=State.WAITING).update(state=State.FAILED, tries=F("tries") + 1)
    theirs.update(to="", said="", **EMPTIED)
    _mask_in_others(somebody)


def _mask_in_others(somebody: Somebody) -> None:
    """A letter to another that waits loses the lines that name them, and the files it encloses."""
    waiting = Letter.objects.filter(state=State.WAITING, workspace_id=somebody.workspace_id)
    for number in somebody.numbers_naming(waiting, "subject", "text"):
        letter = waiting.get(pk=number)
        lines = [str(somebody.masked(line)) for line in letter.text.splitlines()]
        subject = str(somebody.masked(letter.subject))
        waiting.filter(pk=number).update(subject=subject, text="\n".join(lines))
        Enclosure.objects.filter(letter=number).delete()


def _to(somebody: Somebody) -> Q:
    condition = Q(pk__in=[])
    for email in somebody.emails:
        condition |= Q(to__iexact=email)
    return condition
