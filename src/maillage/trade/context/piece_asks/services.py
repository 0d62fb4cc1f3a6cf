"""A structure is asked its piece by link; it gives it, or says why it lacks and until when."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import RivalAnswerError
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import LinkDraft, make_answer_link
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.foundation.documents.documents.services import attach_by_link
from maillage.foundation.journal import services as journal
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.duties.services import TOPIC, File
from maillage.trade.context.piece_asks.queries import PURPOSE, STATE, mark_of

DAYS, MARGIN = 60, 15


@dataclass(frozen=True)
class PieceReply:
    """The piece, or why it lacks and until when; who says it, and the mark of what they read."""

    said_by: str
    note: str
    mark: int
    file: File | None = None
    expected_on: date | None = None


def make_piece_link(*, author: User, piece: DutyPiece, recipient: str, email: str) -> AnswerLink:
    """A link by which the structure gives this piece alone, which is asked from today.

    It opens until a fortnight after the piece is due: what comes late is still given.
    """
    cooperation = piece.duty.cooperation
    about = _("Votre pièce pour « %(label)s »")
    with journal.write_in(author, cooperation, TOPIC):
        piece.reminded_on = timezone.localdate()
        piece.save(update_fields=["reminded_on"])
        return make_answer_link(
            author=author,
            cooperation=cooperation,
            draft=LinkDraft(
                purpose=PURPOSE,
                target=piece.pk,
                recipient=recipient,
                email=email,
                about=about % {"label": french.inner_quotes(piece.duty.label)},
                days=max(DAYS, _days_left(piece.duty) + MARGIN),
            ),
        )


def _days_left(duty: Duty) -> int:
    return (duty.due_on - timezone.localdate()).days if duty.due_on else 0


def answer_by_link(*, link: AnswerLink, piece: DutyPiece, reply: PieceReply) -> None:
    """The piece, given or awaited as its structure says; the link closes.

    Raises LinkClosedError when another answer came first, RivalAnswerError when what was on screen
    has changed, DocumentRefusedError when the file is refused; nothing is kept then.
    """
    with answering(link, reply.said_by, TOPIC) as via:
        piece.refresh_from_db(fields=STATE)
        if mark_of(piece) != reply.mark:
            raise RivalAnswerError(piece)
        piece.told_by, piece.expected_on = reply.said_by, reply.expected_on
        piece.note = reply.note or piece.note
        if reply.file is not None:
            piece.received_on = timezone.localdate()
            piece.attachment = attach_by_link(
                link=link,
                file=reply.file,
                visibility=piece.duty.visibility,
                kind="organisation",
                number=piece.organisation_id,
                via=via,
            )
        piece.save()
