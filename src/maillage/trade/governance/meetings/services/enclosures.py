"""What goes with a convocation: the papers of its meeting, and the record it is to validate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.models import Attachment
from maillage.foundation.documents.files.queries import documents_on
from maillage.foundation.documents.writing.letters import write_paper
from maillage.foundation.mail.services import File
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.meetings import meetings

# What many mail servers take; a document beyond is neither named nor sent.
MOST_BYTES = 8_000_000


@dataclass(frozen=True)
class Enclosure:
    """What is joined, as the convocation names it, and its file once it is sent."""

    label: str
    make: Callable[[], File | None]


def enclosures(access: Access, meeting: Meeting) -> list[Enclosure]:
    """What this reader may receive with the convocation of the meeting; two queries."""
    record = _waiting_record(access, meeting)
    first = [_record(access, record)] if record else []
    return [*first, *(_document(one) for one in _documents(access, meeting))]


def _waiting_record(access: Access, meeting: Meeting) -> Meeting | None:
    """The last meeting of the body before this one, unless its record was validated elsewhere."""
    rows = meetings(access).filter(
        body=meeting.body_id, concluded_on__isnull=False, held_on__lt=meeting.held_on
    )
    last = rows.annotate(settled=Count("decisions")).order_by("-held_on", "-pk").first()
    is_elsewhere = last is not None and last.is_locked and last.validated_at_id != meeting.pk
    return None if is_elsewhere else last


def _record(access: Access, meeting: Meeting) -> Enclosure:
    words = (
        _("projet de relevé de décisions de la séance du %(day)s")
        if getattr(meeting, "settled", 0)
        else _("projet de compte rendu de la séance du %(day)s")
    )
    label = words % {"day": french.long_date(meeting.held_on)}

    def make() -> File | None:
        written = write_paper(access, "record", meeting.pk, "pdf")
        return File("releve.pdf", written.media, written.content) if written else None

    return Enclosure(label, make)


def _documents(access: Access, meeting: Meeting) -> Iterator[Attachment]:
    """The documents of the meeting that are still there, as far as a letter carries them."""
    weight = 0
    for one in documents_on(access, "meeting", meeting.pk).order_by("added_at", "pk"):
        weight += one.size
        if weight <= MOST_BYTES and store.path_of(one.stored).is_file():
            yield one


def _document(one: Attachment) -> Enclosure:
    def make() -> File | None:
        return File(one.name, one.media, store.path_of(one.stored).read_bytes())

    return Enclosure(one.name, make)
