"""What one council answers: its calendar, its votes, its act, and when it is asked no more."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.documents.files.rules import MEDIA, DocumentRefusedError, media_of
from maillage.trade.governance.bodies.queries.body_table import population_of
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.services.joint_decisions import keep_standing, write


class NotConcernedError(Exception):
    """The structure was no longer asked to decide on the day of its vote."""


@dataclass(frozen=True)
class ActFile:
    """The deliberation as the structure sent it."""

    file: UploadedFile[bytes] | None


def edit_council(*, author: User, deliberation: Deliberation, read: int) -> Deliberation:
    """The calendar and the weight of a council; StaleVersionError when `read` is not the last."""
    with write(author, deliberation.decision):
        claim_version(deliberation, read)
        deliberation.save()
        keep_standing(deliberation.decision)
    return deliberation


def record_answer(
    *,
    author: User | None,
    deliberation: Deliberation,
    read: int,
    answer: Answer,
    act_number: str = "",
    via: str = "",
) -> Answer:
    """What the council answered; the answer known until then is replaced, and stays.

    Raises StaleVersionError when version `read` of the path is not the last, NotConcernedError
    when the structure was no longer asked to decide on the day of the vote.
    """
    if deliberation.until is not None and answer.voted_on >= deliberation.until:
        raise NotConcernedError(str(deliberation))
    with write(author, deliberation.decision, via):
        claim_version(deliberation, read)
        now = timezone.now()
        for former in deliberation.answers.filter(replaced_at__isnull=True):
            former.replaced_at = now
            former.save()
        answer.deliberation = deliberation
        answer.recorded_by = author
        answer.save()
        if act_number:
            deliberation.act_number = act_number
        deliberation.save()
        keep_standing(deliberation.decision)
    return answer


def keep_act(
    *, access: Access, deliberation: Deliberation, read: int, act: ActFile
) -> Deliberation:
    """The act of the council: its number, its dates, its file, who checked the text.

    Raises StaleVersionError when version `read` is not the last, DocumentRefusedError, and keeps
    nothing, when the file is refused.
    """
    if act.file is not None:
        check_is_pdf(act.file)
    with write(access.user, deliberation.decision):
        claim_version(deliberation, read)
        if act.file is not None:
            deliberation.act = attach(
                access=access,
                file=act.file,
                visibility=Visibility.MEMBERS,
                kind="jointdecision",
                number=deliberation.decision_id,
            )
        deliberation.save()
        keep_standing(deliberation.decision)
    return deliberation


def check_is_pdf(file: UploadedFile[bytes]) -> None:
    """Raises DocumentRefusedError for a deliberation that is not a PDF."""
    if media_of(file.name or "", file) != MEDIA["pdf"]:
        raise DocumentRefusedError(
            _("Une délibération se garde en PDF : demandez celui que la structure a transmis.")
        )


def leave_decision(
    *, author: User, deliberation: Deliberation, read: int, on: date, why: str
) -> Deliberation:
    """The structure is asked no more from that day; what it answered stays in the history.

    Raises StaleVersionError when version `read` is not the last.
    """
    with write(author, deliberation.decision):
        _leave(deliberation, read, on, why)
        keep_standing(deliberation.decision)
    return deliberation


def succeed_council(*, author: User, deliberation: Deliberation, read: int) -> Deliberation:
    """The path of the structure that took over this one, on the same terms, from its beginning.

    Raises StaleVersionError when version `read` is not the last, NotConcernedError when nothing
    took over.
    """
    former = deliberation.organisation
    if former.successor is None:
        raise NotConcernedError(str(former))
    with write(author, deliberation.decision):
        why = _("%(name)s lui a succédé") % {"name": former.successor}
        _leave(deliberation, read, former.ended_on or timezone.localdate(), why)
        record = deliberation.decision.deliberations.filter(
            organisation=former.successor, until__isnull=True
        ).first()
        taken = record or Deliberation.objects.create(
            decision=deliberation.decision,
            organisation=former.successor,
            council=deliberation.council,
            is_required=deliberation.is_required,
            weight=deliberation.weight,
            population=population_of([former.successor]).get(former.successor.pk),
        )
        keep_standing(deliberation.decision)
    return taken


def _leave(deliberation: Deliberation, read: int, on: date, why: str) -> None:
    claim_version(deliberation, read)
    deliberation.until, deliberation.leaving = on, why[:200]
    deliberation.save()
