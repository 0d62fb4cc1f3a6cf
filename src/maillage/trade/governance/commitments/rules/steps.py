"""How far has a commitment come, as its steps say, and how is it said?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import NBSP
from maillage.trade.governance.choices import CommitmentKind, CommitmentState

State = CommitmentState
GIVEN = (State.CONFIRMED, State.PROMISED, State.ASKED)
OPEN = (State.ASKED, State.PROMISED, State.CONFIRMED)
MARKS = {
    State.ASKED: "ask",
    State.PROMISED: "sent",
    State.CONFIRMED: "agenda",
    State.DELIVERED: "yes",
    State.WITHDRAWN: "no",
}


class Step(Protocol):
    """A standing step, as this module reads it."""

    kind: str
    quantity: Decimal | None


@dataclass(frozen=True, slots=True)
class Reached:
    """The state of a commitment, the quantity that holds, and what is delivered of it."""

    state: CommitmentState
    quantity: Decimal | None
    delivered: Decimal


def reached(steps: Sequence[Step]) -> Reached:
    """What these standing steps say together; a part delivered leaves the commitment open."""
    kinds = {step.kind for step in steps}
    quantity = _quantity(steps)
    given = [step.quantity for step in steps if step.kind == State.DELIVERED]
    delivered = sum((one or Decimal(0) for one in given), Decimal(0))
    is_whole = quantity is None or None in given
    if is_whole and given:
        delivered = max(delivered, quantity or Decimal(0))
    if State.WITHDRAWN in kinds:
        return Reached(State.WITHDRAWN, quantity, delivered)
    if given and (is_whole or delivered >= (quantity or 0)):
        return Reached(State.DELIVERED, quantity, delivered)
    state = next((state for state in GIVEN if state in kinds), State.ASKED)
    return Reached(state, quantity, delivered)


def _quantity(steps: Sequence[Step]) -> Decimal | None:
    """What is confirmed, or else promised, or else asked."""
    for state in GIVEN:
        told = [step.quantity for step in steps if step.kind == state]
        if told and told[-1] is not None:
            return told[-1]
    return None


def is_late(state: str, due_on: date | None, today: date) -> bool:
    """Whether the day has passed and something is still to come."""
    return due_on is not None and due_on < today and state in OPEN


def amount_words(kind: str, quantity: Decimal | None, unit: str = "") -> str:
    """« 24 jours », « 12 000 € », « 3 salles »; nothing when no quantity is known."""
    if quantity is None:
        return ""
    number = french.number(quantity)
    if kind == CommitmentKind.EUROS:
        return f"{number}{NBSP}€"
    if kind == CommitmentKind.DAYS:
        word = ngettext("jour", "jours", 1 if quantity < 2 else 2)
        return f"{number}{NBSP}{word}"
    return f"{number} {unit}".strip()


def joined_amounts(amounts: Iterable[tuple[str, Decimal]]) -> str:
    """« 24 jours et 12 000 € », without those that are nothing."""
    told = [amount_words(kind, quantity) for kind, quantity in amounts if quantity]
    return _(" et ").join(told)
