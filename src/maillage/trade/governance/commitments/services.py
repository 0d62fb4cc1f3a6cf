"""Commitments are asked, promised, confirmed, delivered or withdrawn: each step is kept."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    mark_answered,
)
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.documents.documents.services import attach, attach_by_link
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.targets import Figure, Outcome, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.rules import GIVEN, reached
from maillage.trade.governance.commitments.table.reading import CommitmentRow

TOPIC = "commitments"


def ask_commitment(*, author: User, commitment: Commitment, first: CommitmentStep) -> Commitment:
    """The commitment, with its first step: asked, or promised at once."""
    with write_commitment(author, commitment):
        keep_commitment(author, commitment, first)
    return commitment


def keep_commitment(author: User, commitment: Commitment, first: CommitmentStep) -> None:
    """The same, inside the caller's write."""
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
    """The same, inside the caller's write."""
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
    """The step and the file that proves it, read by whoever reads the commitment.

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
    return journal.write_in(author, commitment.cooperation, TOPIC, via)


PURPOSE = "engagement"
DAYS = 60


@dataclass(frozen=True)
class CommitmentReply:
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


def answer_by_link(
    *, link: AnswerLink, commitment: Commitment, read: int, reply: CommitmentReply
) -> None:
    """The step that the structure says; the link then closes.

    Raises LinkClosedError when another answer came first, StaleVersionError when version `read`
    is not the last, DocumentRefusedError, and keeps nothing, when the file is refused.
    """
    via = _("%(name)s, par lien") % {"name": reply.said_by}
    today = timezone.localdate()
    step = CommitmentStep(
        kind=reply.kind,
        on=today,
        quantity=reply.quantity,
        note=reply.note,
        act_number=reply.act_number,
        means=Means.LINK,
        told_by=reply.said_by,
        told_on=today,
    )
    with write_commitment(None, commitment, via):
        mark_answered(link=link)
        if reply.file is not None:
            step.act = attach_by_link(
                link=link,
                file=reply.file,
                visibility=commitment.visibility,
                kind="commitment",
                number=commitment.pk,
                via=via,
            )
        keep_step(None, commitment, read, step)


ENDS = {
    CommitmentState.DELIVERED: CommitmentState.PROMISED,
    CommitmentState.WITHDRAWN: CommitmentState.ASKED,
}


def write_commitment_table(table: Table[CommitmentRow], order: WriteOrder) -> Outcome:
    """Writes the rows that nothing stops; inside journal.write, the workspace being locked."""
    made = completed = 0
    for one in table.valid_rows:
        if one.existing is None:
            _make(one, order)
            made += 1
        elif one.adds_step or one.fills():
            _complete(one, order)
            completed += 1
    return Outcome((Figure("engagements notés", made), Figure("engagements complétés", completed)))


def _make(one: CommitmentRow, order: WriteOrder) -> None:
    """The commitment with its steps: what ends it comes after what was asked."""
    if one.place is None:
        return
    commitment = Commitment(
        cooperation=order.cooperation,
        author=order.author,
        organisation_id=one.place.pk,
        person_id=one.person.pk if one.person else None,
        kind=one.kind,
        label=one.label,
        unit=one.unit,
        quantity=one.quantity,
        due_on=one.due_on,
        visibility=Visibility.MEMBERS,
    )
    first, *others = _steps(one, order)
    keep_commitment(order.author, commitment, first)
    for step in others:
        keep_step(order.author, commitment, commitment.version, step)


def _steps(one: CommitmentRow, order: WriteOrder) -> list[CommitmentStep]:
    """What was asked or given, the part that is delivered, and what ends it."""
    state = CommitmentState(one.state or CommitmentState.ASKED)
    before = ENDS.get(state)
    begun = CommitmentState.CONFIRMED if before and one.act_number else before or state
    steps = [_step(one, order, begun)]
    if one.adds_part:
        steps.append(_part(one, order))
    if before is None:
        return steps
    steps[0].note = ""
    ending = _step(one, order, state)
    ending.act_number = ""
    if state == CommitmentState.DELIVERED:
        ending.quantity = one.delivered
    return [*steps, ending]


def _part(one: CommitmentRow, order: WriteOrder) -> CommitmentStep:
    """The part that is delivered, while the rest is awaited."""
    part = _step(one, order, CommitmentState.DELIVERED)
    part.quantity, part.act_number, part.note = one.part, "", ""
    return part


def _step(one: CommitmentRow, order: WriteOrder, kind: CommitmentState) -> CommitmentStep:
    return CommitmentStep(
        kind=kind,
        on=one.on or timezone.localdate(),
        act_number=one.act_number,
        note=one.note,
        means=Means.MAIL,
        told_by=one.told_by or order.source,
        told_on=timezone.localdate(),
    )


def _complete(one: CommitmentRow, order: WriteOrder) -> None:
    """Fills the blanks of the commitment, and adds the step that the row tells."""
    if one.existing is None:
        return
    commitment = Commitment.objects.get(pk=one.existing.pk, cooperation=order.cooperation)
    commitment.unit = commitment.unit or one.unit
    commitment.due_on = commitment.due_on or one.due_on
    if commitment.person_id is None and one.person is not None:
        commitment.person_id = one.person.pk
    if one.adds_part:
        keep_step(order.author, commitment, commitment.version, _part(one, order))
    if one.adds_step:
        step = _step(one, order, CommitmentState(one.state))
        if step.kind == CommitmentState.DELIVERED and one.delivered:
            step.quantity = one.part if one.delivered >= (commitment.quantity or 0) else None
        elif one.quantity != commitment.quantity:
            step.quantity = one.quantity
        keep_step(order.author, commitment, commitment.version, step)
        return
    claim_version(commitment, commitment.version)
    if one.completes_step:
        _complete_step(one, commitment)
    keep_reached(commitment)


def _complete_step(one: CommitmentRow, commitment: Commitment) -> None:
    """Fills the blanks of the last step of its state."""
    standing = commitment.steps.filter(replaced_at__isnull=True).order_by("pk")
    step = standing.filter(kind=commitment.state).last()
    if step is None:
        return
    step.told_by = step.told_by or one.told_by
    step.note = step.note or one.note
    if not standing.exclude(act_number="").exists():
        step.act_number = one.act_number
    if commitment.quantity is None and step.kind in GIVEN:
        step.quantity = one.quantity
    step.save()
