"""What is wrong with a commitment or one of its steps, and how far has it come?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import to_come_fault
from maillage.core.french import NBSP
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.models import MOST

LONGEST_WORK, DEAREST = Decimal(3_660), Decimal(50_000_000)
ENDED = (CommitmentState.DELIVERED, CommitmentState.WITHDRAWN)


def quantity_fault(kind: str, quantity: Decimal | None) -> str:
    """Why a quantity of this nature cannot be meant; nothing when it can."""
    if quantity is None:
        return ""
    if quantity <= 0:
        return _("Écrivez une quantité plus grande que zéro, ou laissez vide.")
    return _absurd(kind, quantity) or _unwritable(quantity)


def _absurd(kind: str, quantity: Decimal) -> str:
    if kind == CommitmentKind.DAYS and quantity > LONGEST_WORK:
        return _("C’est plus de dix ans de travail : vérifiez le nombre de jours.")
    if kind == CommitmentKind.EUROS and quantity > DEAREST:
        return _("C’est plus de cinquante millions d’euros : vérifiez la somme.")
    return ""


def _unwritable(quantity: Decimal) -> str:
    if quantity > MOST:
        return _("Cette quantité dépasse ce qui s’écrit ici : vérifiez-la.")
    if quantity != round(quantity, 2):
        return _("Deux chiffres après la virgule au plus : arrondissez.")
    return ""


def due_fault(on: date | None, due_on: date | None, state: str = "") -> str:
    """Why a day is too soon for what is still awaited since another; nothing when it is not."""
    if on is None or due_on is None or due_on >= on or state in ENDED:
        return ""
    return _("L’échéance précède la demande : corrigez l’une des dates.")


def step_day_fault(kind: str, on: date, first_on: date | None, today: date) -> str:
    """Why a step cannot be of this day, the first one being known; nothing when it can."""
    if kind != CommitmentState.ASKED and first_on and on < first_on:
        return _("Cette étape précède la demande : corrigez sa date.")
    return to_come_fault(on, today)


def step_faults(*, kind: str, note: str, is_proved: bool) -> dict[str, str]:
    """What a step of this kind lacks, by field: a withdrawal says why, a confirmation has an act.

    >>> step_faults(kind="promised", note="", is_proved=False)
    {}
    """
    faults = {}
    if kind == CommitmentState.WITHDRAWN and not note:
        faults["note"] = _("Dites pourquoi, en une phrase.")
    if kind == CommitmentState.CONFIRMED and not is_proved:
        faults["act_number"] = _("Un engagement se confirme par un acte : son numéro.")
    return faults


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
        amounts = [step.quantity for step in steps if step.kind == state]
        if amounts and amounts[-1] is not None:
            return amounts[-1]
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
    lines = [amount_words(kind, quantity) for kind, quantity in amounts if quantity]
    return _(" et ").join(lines)
