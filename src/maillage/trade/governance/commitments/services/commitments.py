"""Commitments are asked, promised, confirmed, delivered or withdrawn: each step is kept."""

from contextlib import AbstractContextManager

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.rules import reached

TOPIC = "commitments"


def ask_commitment(*, author: User, commitment: Commitment, first: CommitmentStep) -> Commitment:
    """The commitment, with its first step: asked, or promised at once."""
    with write_commitment(author, commitment):
        keep_commitment(author, commitment, first)
    return commitment


def keep_commitment(author: User, commitment: Commitment, first: CommitmentStep) -> None:
    """The same, inside the write of who calls it."""
    commitment.author = author
    first.quantity = commitment.quantity
    commitment.save()
    _add(author, commitment, first)


def edit_commitment(*, author: User, commitment: Commitment, read: int) -> Commitment:
    """The commitment with its changes; StaleVersionError when version `read` is not the last."""
    with write_commitment(author, commitment):
        claim_version(commitment, read)
        commitment.save()
    return commitment


def record_step(
    *,
    author: User | None,
    commitment: Commitment,
    read: int,
    step: CommitmentStep,
    corrects: bool = False,
    via: str = "",
) -> CommitmentStep:
    """One more step; what it replaces stays in the history.

    With `corrects`, what was said to be delivered is replaced too. Raises StaleVersionError when
    version `read` of the commitment is not the last.
    """
    with write_commitment(author, commitment, via):
        keep_step(author, commitment, read, step, corrects=corrects)
    return step


def keep_step(
    author: User | None,
    commitment: Commitment,
    read: int,
    step: CommitmentStep,
    *,
    corrects: bool = False,
) -> None:
    """The same, inside the write of who calls it."""
    claim_version(commitment, read)
    _replace(commitment, step, corrects=corrects)
    _add(author, commitment, step)


def record_step_with_act(
    *,
    access: Access,
    commitment: Commitment,
    read: int,
    step: CommitmentStep,
    corrects: bool,
    file: UploadedFile[bytes] | None,
) -> CommitmentStep:
    """The step and the file that proves it, read by who reads the commitment.

    Raises StaleVersionError as above, and DocumentRefusedError, keeping nothing.
    """
    with write_commitment(access.user, commitment):
        if file is not None:
            step.act = attach(
                access=access,
                file=file,
                visibility=commitment.visibility,
                kind="commitment",
                number=commitment.pk,
            )
        keep_step(access.user, commitment, read, step, corrects=corrects)
    return step


def _replace(commitment: Commitment, step: CommitmentStep, *, corrects: bool) -> None:
    """A step of the same kind is replaced, and a withdrawal by whatever follows it."""
    replaced = Q(kind=CommitmentState.WITHDRAWN)
    if step.kind != CommitmentState.DELIVERED or corrects:
        replaced |= Q(kind=step.kind)
    now = timezone.now()
    for former in commitment.steps.filter(replaced, replaced_at__isnull=True):
        former.replaced_at = now
        former.save()


def _add(author: User | None, commitment: Commitment, step: CommitmentStep) -> None:
    step.commitment, step.recorded_by = commitment, author
    step.save()
    keep_reached(commitment)


def keep_reached(commitment: Commitment) -> None:
    """Keeps on the commitment what its standing steps say together; inside a write."""
    standing = reached(list(commitment.steps.filter(replaced_at__isnull=True).order_by("pk")))
    commitment.state, commitment.delivered = standing.state, standing.delivered
    commitment.quantity = standing.quantity
    commitment.save()


def write_commitment(
    author: User | None, commitment: Commitment, via: str = ""
) -> AbstractContextManager[Change]:
    """One gesture on a commitment; `via` names who answered without account."""
    return journal.write(
        author,
        workspace_id=commitment.cooperation.workspace_id,
        cooperation_id=commitment.cooperation_id,
        topic=TOPIC,
        via=via,
    )
