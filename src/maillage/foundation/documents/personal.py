"""Which documents are attached to a person's sheet, or named after them? Who signs the letters?"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.personal import MASK, Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.models import Attachment, Letterhead, Template
from maillage.foundation.documents.files.queries import documents_of, letterhead
from maillage.foundation.journal.services import forget

LINES = ("sender", "address", "place", "signatory", "mention")


@personal.answer
def documents_room() -> Sequence[Room]:
    """Listed, not given; those of the person's sheet go, the others lose their name."""
    return (Room(_export, _forget), Room(_export_letters, _forget_letters))


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    rows = [
        (one.name, french.long_date(timezone.localdate(one.added_at)))
        for one in documents_of(as_access(reader))
        if _is_on_sheet(one, somebody) or somebody.is_mentioned_in(one.name)
    ]
    return (Chapter(_("Documents, à demander"), (_("Document"), _("Joint le")), rows),)


def _forget(somebody: Somebody) -> None:
    attachments = Attachment.objects.filter(cooperation__workspace=somebody.workspace_id)
    for attachment in attachments:
        if _is_on_sheet(attachment, somebody):
            _remove(attachment)
        elif somebody.is_mentioned_in(attachment.name):
            attachments.filter(pk=attachment.pk).update(name=MASK)
            forget(Attachment, attachment.pk)


def _remove(attachment: Attachment) -> None:
    number, stored = attachment.pk, attachment.stored
    attachment.delete()
    forget(Attachment, number)
    transaction.on_commit(lambda: store.forget(stored))


def _is_on_sheet(attachment: Attachment, somebody: Somebody) -> bool:
    return f"{attachment.kind}:{attachment.number}" == somebody.sheet


def _export_letters(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    head = letterhead(as_access(reader))
    rows = [
        (_("Papier à en-tête"), value) for value in _lines(head) if somebody.is_mentioned_in(value)
    ]
    return (Chapter(_("Lettres"), (_("Où"), _("Ce qui est écrit")), rows),)


def _forget_letters(somebody: Somebody) -> None:
    """The letters are signed by nobody rather than by whoever is erased."""
    for head in Letterhead.objects.filter(cooperation__workspace=somebody.workspace_id):
        emptied = {name: "" for name in LINES if somebody.is_mentioned_in(getattr(head, name))}
        if emptied:
            Letterhead.objects.filter(pk=head.pk).update(**emptied)
            forget(Letterhead, head.pk)
    given = Template.objects.filter(cooperation__workspace=somebody.workspace_id)
    for one in given:
        if somebody.is_mentioned_in(one.name):
            given.filter(pk=one.pk).update(name=f"{MASK}.{one.form}")
            forget(Template, one.pk)


def _lines(head: Letterhead) -> list[str]:
    return [str(getattr(head, name)) for name in LINES]
