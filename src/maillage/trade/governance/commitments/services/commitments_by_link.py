"""A structure promises, confirms or corrects a commitment by link, without account."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    mark_answered,
)
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.documents.documents.services import attach_by_link
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.services.commitments import keep_step, write_commitment

PURPOSE = "engagement"
DAYS = 60


@dataclass(frozen=True)
class Said:
    """What a structure says of its commitment, and who says it."""

    kind: str
    quantity: Decimal | None
    note: str
    act_number: str
    file: UploadedFile[bytes] | None
    said_by: str


def make_commitment_link(
    *, author: User, commitment: Commitment, recipient: str, email: str
) -> AnswerLink:
    """A link by which the structure answers for this commitment, and no other."""
    return make_answer_link(
        author=author,
        cooperation=commitment.cooperation,
        draft=commitment_link(commitment, recipient, email),
    )


def commitment_link(commitment: Commitment, recipient: str, email: str) -> LinkDraft:
    """The link to make for this commitment."""
    return LinkDraft(
        purpose=PURPOSE,
        target=commitment.pk,
        recipient=recipient,
        email=email,
        about=commitment.label,
        days=DAYS,
    )


def answer_by_link(*, link: AnswerLink, commitment: Commitment, read: int, said: Said) -> None:
    """The step that the structure says; the link then closes.

    Raises LinkClosedError when another answer came first, StaleVersionError when version `read`
    is not the last, DocumentRefusedError, and keeps nothing, when the file is refused.
    """
    via = _("%(name)s, par lien") % {"name": said.said_by}
    today = timezone.localdate()
    step = CommitmentStep(
        kind=said.kind,
        on=today,
        quantity=said.quantity,
        note=said.note,
        act_number=said.act_number,
        means=Means.LINK,
        told_by=said.said_by,
        told_on=today,
    )
    with write_commitment(None, commitment, via):
        mark_answered(link=link)
        if said.file is not None:
            step.act = attach_by_link(
                link=link,
                file=said.file,
                visibility=commitment.visibility,
                kind="commitment",
                number=commitment.pk,
                via=via,
            )
        keep_step(None, commitment, read, step)
