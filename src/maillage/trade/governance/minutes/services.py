"""What is said of an item is kept as it is typed; two people who write lose neither's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.core.versions import check_is_open, claim_version, repeats
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import Absolute
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.journal import services as journal
from maillage.trade.governance.bodies.services.seat_links import Asking, Recipient, ask_by_link
from maillage.trade.governance.choices import AmendmentState
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meetings.models import AgendaItem, Meeting, Presence
from maillage.trade.governance.meetings.queries.convened import Convened
from maillage.trade.governance.meetings.services.convocations import papers_of
from maillage.trade.governance.meetings.services.meetings import write_meeting
from maillage.trade.governance.minutes.models import Amendment, ItemNote, NoteVariant
from maillage.trade.governance.minutes.queries import PURPOSE
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


def note_decision(*, author: User, decision: Decision) -> Decision:
    """What was settled, as `add_decision`; sent twice, it is noted once."""
    meeting = decision.settled_at
    with write_meeting(author, meeting):
        decision.cooperation = meeting.body.cooperation
        same = Decision.objects.filter(meeting=meeting, wording=decision.wording)
        record = next((one for one in same if repeats(decision, one, but=("version",))), None)
        if record is not None:
            return record
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


class UnsettledRecordError(Exception):
    """The record cannot be validated yet: amendments wait, or texts are still to choose between."""


def ask_amendment(*, author: User, amendment: Amendment) -> Amendment:
    """The change asked, which waits for an answer; sent twice, it is asked once."""
    with write_meeting(author, amendment.meeting):
        waiting = Amendment.objects.filter(meeting=amendment.meeting, state=amendment.state)
        record = next((one for one in waiting if repeats(amendment, one)), None)
        if record is not None:
            return record
        amendment.save()
    return amendment


def answer_amendment(*, author: User, amendment: Amendment, read: int, state: str) -> Amendment:
    """The change, accepted or not; StaleVersionError when version `read` is not the last."""
    with write_meeting(author, amendment.meeting):
        claim_version(amendment, read)
        amendment.state = state
        amendment.save()
    return amendment


def validate_record(*, author: User, meeting: Meeting, read: int, at: Meeting) -> Meeting:
    """The meeting whose record was validated at another one, on its day: it is locked.

    Raises UnsettledRecordError while something of it waits, StaleVersionError when version `read`
    is not the last.
    """
    with write_meeting(author, meeting):
        claim_version(meeting, read)
        if is_unsettled(meeting):
            raise UnsettledRecordError
        meeting.validated_on, meeting.validated_at = at.held_on, at
        meeting.save()
    return meeting


def is_unsettled(meeting: Meeting) -> bool:
    """Whether amendments wait, or two texts of a note are still to choose between."""
    waiting = Amendment.objects.filter(meeting=meeting, state=AmendmentState.WAITING)
    return waiting.exists() or NoteVariant.objects.filter(note__item__meeting=meeting).exists()


OPEN_FOR = timedelta(days=60)
FORMS = ("pdf", "docx", "odt")


def send_record(
    *,
    access: Access,
    meeting: Meeting,
    attended: Sequence[tuple[Presence, Convened]],
    today: date,
    absolute: Absolute,
) -> int:
    """The record, in three formats, to each who has an address; how many letters were written."""
    return ask_by_link(
        access=access,
        asking=_asking(access, meeting, today),
        recipients=[recipient_of(one) for one in attended],
        today=today,
        absolute=absolute,
    )


def recipient_of(attended: tuple[Presence, Convened]) -> Recipient:
    """Who receives the record, for their presence."""
    presence, convened = attended
    return Recipient(presence.pk, convened.name, convened.email)


def _asking(access: Access, meeting: Meeting, today: date) -> Asking:
    decisions = list(Decision.objects.filter(meeting=meeting).order_by("item__rank", "pk"))

    def text(link: AnswerLink, url: str) -> str:
        context = {"link": link, "meeting": meeting, "decisions": decisions, "url": url}
        return letter_text("governance/letters/record.txt", context)

    return Asking(
        purpose=PURPOSE,
        about=_("Relevé : %(meeting)s") % {"meeting": meeting},
        subject=_("Relevé de décisions : %(meeting)s") % {"meeting": meeting},
        closes_on=today + OPEN_FOR,
        text=text,
        files=papers_of(access, meeting, "record", FORMS),
    )


def amend_by_link(*, presence: Presence, text: str, told_by: str) -> Amendment:
    """The change asked, for the seat; ClosedError once the record is validated."""
    meeting = presence.meeting
    with journal.write(
        None,
        workspace_id=meeting.body.cooperation.workspace_id,
        cooperation_id=meeting.body.cooperation_id,
        topic="meetings",
        via=_("%(name)s, par lien") % {"name": told_by},
    ):
        check_is_open(meeting)
        return Amendment.objects.create(
            meeting=meeting,
            organisation=presence.seat.organisation,
            text=text,
            told_by=told_by,
        )
