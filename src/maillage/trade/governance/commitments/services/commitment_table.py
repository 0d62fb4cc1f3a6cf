"""A table of commitments adds those that are unknown and completes the others."""

from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.exchange.tables.told_rows import Table
from maillage.foundation.exchange.targets.targets import Figure, Outcome, WriteOrder
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.rules import GIVEN
from maillage.trade.governance.commitments.services.commitments import (
    keep_commitment,
    keep_reached,
    keep_step,
)
from maillage.trade.governance.commitments.table.reading import CommitmentRow

ENDS = {
    CommitmentState.DELIVERED: CommitmentState.PROMISED,
    CommitmentState.WITHDRAWN: CommitmentState.ASKED,
}


def write_commitment_table(table: Table[CommitmentRow], order: WriteOrder) -> Outcome:
    """Writes the rows that nothing stops; inside journal.write, the workspace being locked."""
    made = completed = 0
    for one in table.kept:
        if one.known is None:
            _make(one, order)
            made += 1
        elif one.adds_step or one.fills():
            _complete(one, order)
            completed += 1
    return Outcome(
        (Figure("engagements notés", made), Figure("engagements complétés", completed)), table.left
    )


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
    if one.known is None:
        return
    commitment = Commitment.objects.get(pk=one.known.pk, cooperation=order.cooperation)
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
