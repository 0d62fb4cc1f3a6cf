"""Which commitments are known, as a table of them is compared with them, or made?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.queries.commitments import (
    commitments,
    names_of_people,
    with_steps,
)
from maillage.trade.governance.commitments.table.reading import ExistingCommitment


def existing_commitments(access: Access) -> list[ExistingCommitment]:
    """The commitments that this reader may see, with what their standing steps say."""
    return [_existing(access, one) for one in _ordered(access)]


def commitment_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The commitments that this reader may see, in the order of these fields."""
    rows = _ordered(access)
    name_by_number = names_of_people(access, [one.person_id for one in rows if one.person_id])
    for one in rows:
        existing_commitment = _existing(access, one)
        values: dict[str, Value] = {
            "organisation_name": one.organisation.name,
            "action_title": one.label,
            "commitment_kind": str(CommitmentKind(one.kind).label),
            "quantity": _plain(one.quantity),
            "unit": one.unit,
            "delivered_quantity": _plain(existing_commitment.delivered),
            "status": str(CommitmentState(one.state).label),
            "since": existing_commitment.on,
            "deliberation_number": existing_commitment.act_number,
            "act_file": existing_commitment.act_file,
            "due_on": one.due_on,
            "person_name": name_by_number.get(one.person_id or 0, ""),
            "contact_source": existing_commitment.informant,
            "notes": existing_commitment.note,
        }
        yield [values.get(name, "") for name in fields]


def _ordered(access: Access) -> list[Commitment]:
    rows = with_steps(commitments(access))
    return list(rows.order_by("organisation__folded", "organisation", "folded", "due_on", "pk"))


def _existing(access: Access, one: Commitment) -> ExistingCommitment:
    steps: list[CommitmentStep] = getattr(one, "told_steps", [])
    standing = sorted((s for s in steps if s.replaced_at is None), key=lambda step: step.pk)
    last = next((step for step in reversed(standing) if step.kind == one.state), None)
    return ExistingCommitment(
        pk=one.pk,
        key=(one.organisation_id, folded(one.label), one.kind),
        title=f"{one.organisation}, {one.label}",
        state=one.state,
        kinds=frozenset(step.kind for step in standing),
        first_on=_first(steps),
        on=last.on if last else None,
        quantity=one.quantity,
        unit=one.unit,
        due_on=one.due_on,
        act_number=next((s.act_number for s in reversed(standing) if s.act_number), ""),
        person=str(one.person) if one.person else "",
        informant=last.told_by if last else "",
        note=last.note if last else "",
        delivered=one.delivered or None,
        act_file=_act_file(access, standing),
    )


def _act_file(access: Access, standing: Sequence[CommitmentStep]) -> str:
    """The last file that proves it among those that this reader may open."""
    acts = [step.act for step in standing if step.act is not None]
    return next((act.name for act in reversed(acts) if act.visibility in access.levels_read), "")


def _first(steps: Sequence[CommitmentStep]) -> date | None:
    return min((step.on for step in steps), default=None)


def _plain(quantity: Decimal | None) -> Decimal | None:
    """The quantity without the noughts that its column adds."""
    return None if quantity is None else Decimal(f"{quantity.normalize():f}")
