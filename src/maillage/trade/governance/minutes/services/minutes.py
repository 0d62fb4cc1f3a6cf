"""What is said of an item is kept as it is typed; two people who write lose neither's words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meetings.models.meetings import AgendaItem
from maillage.trade.governance.meetings.services.meetings import write_meeting
from maillage.trade.governance.minutes.models.minutes import ItemNote, NoteVariant
from maillage.trade.governance.minutes.rules import merged

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Typed:
    """What somebody typed of an item: the text, the one they began from, the version they read."""

    text: str
    base: str
    read: int

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed since the text was read."""
        return self.text == self.base


def write_note(*, author: User, item: AgendaItem, typed: Typed) -> ItemNote:
    """The note of the item with what was typed.

    When somebody wrote meanwhile, both changes are kept together; on one same line, the second
    text is kept beside the first until somebody chooses.
    """
    with write_meeting(author, item.meeting):
        note, _is_first = ItemNote.objects.get_or_create(item=item)
        if note.text == typed.text:
            return note
        text = typed.text if note.version == typed.read else _together(note, typed)
        if text is None:
            _keep_beside(author, note, typed.text)
        elif text != note.text:
            _save(note, text)
    return note


def _together(note: ItemNote, typed: Typed) -> str | None:
    return merged(typed.base, typed.text, note.text)


def _save(note: ItemNote, text: str) -> None:
    """Keeps the text; what one hand types in a quarter of an hour is one entry of the journal."""
    claim_version(note, note.version)
    note.text = text
    journal.save_continued(note, since=timezone.now() - QUARTER)


def _keep_beside(author: User, note: ItemNote, text: str) -> None:
    """The text, kept beside the note; a version more tells it to those who have it open."""
    variant = NoteVariant.objects.filter(note=note, author=author).first()
    variant = variant or NoteVariant(note=note, author=author)
    variant.text = text
    variant.save()
    claim_version(note, note.version)


def settle_variant(*, author: User, variant: NoteVariant, keep: str) -> ItemNote:
    """The note once one has chosen: `saved` its text, `other` the one beside, `both` the two.

    What somebody else has just chosen stands.
    """
    with write_meeting(author, variant.note.item.meeting):
        note = ItemNote.objects.get(pk=variant.note_id)
        if not NoteVariant.objects.filter(pk=variant.pk).exists():
            return note
        if keep == "other":
            _save(note, variant.text)
        elif keep == "both":
            _save(note, f"{note.text}\n{variant.text}")
        variant.delete()
    return note


def add_decision(*, author: User, decision: Decision) -> Decision:
    """What was settled at the meeting."""
    meeting = decision.settled_at
    with write_meeting(author, meeting):
        decision.cooperation = meeting.body.cooperation
        decision.save()
    return decision


def edit_decision(*, author: User, decision: Decision, read: int) -> Decision:
    """The decision with its changes; StaleVersionError when version `read` is not the last."""
    with write_meeting(author, decision.settled_at):
        claim_version(decision, read)
        decision.save()
    return decision


def remove_decision(*, author: User, decision: Decision) -> None:
    """Takes out what was written by mistake."""
    with write_meeting(author, decision.settled_at):
        decision.delete()
