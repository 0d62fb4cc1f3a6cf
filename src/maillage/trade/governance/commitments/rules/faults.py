"""What is wrong with a commitment, or with one of its steps, whoever writes it and wherever?"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core.days import to_come_fault
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
