"""What nature, what quantity and what state do the cells of a table of commitments say?"""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.rules import quantity_fault

KINDS = {
    CommitmentKind.DAYS: ("jour", "jours", "j", "journee", "journees", "temps", "days"),
    CommitmentKind.EUROS: ("euro", "euros", "€", "eur", "k€", "financement", "subvention"),
    CommitmentKind.PREMISES: ("local", "locaux", "salle", "salles", "bureau", "bureaux", "m2"),
    CommitmentKind.DATA: ("donnee", "donnees", "fichier", "fichiers", "data"),
}
STATES = {
    CommitmentState.WITHDRAWN: ("retire", "abandon", "annul", "renonc"),
    CommitmentState.DELIVERED: ("tenu", "realis", "livre", "verse", "fait", "effectu"),
    CommitmentState.CONFIRMED: ("confirm", "acte", "delibere", "vote", "signe"),
    CommitmentState.PROMISED: ("promis", "promesse", "accord", "annonc", "oral"),
    CommitmentState.ASKED: ("demand", "sollicit", "attente", "attendu", "a confirmer", "envisag"),
}
ASKED_FIRST = (*STATES[CommitmentState.ASKED], "non ", "pas ")
THOUSANDS = frozenset({"k€", "ke", "keur", "keuros", "m€", "meur"})


def kind_of(text: str) -> str:
    """The nature that these words say; nothing when they say none, or several.

    >>> [kind_of(text) for text in ("Nb jours", "3 000 €", "Salle du conseil", "Divers")]
    ['days', 'euros', 'premises', '']
    """
    words = set(re.split(r"[^\w€]+|(?<=\d)(?=\D)", folded(text)))
    names = [kind.value for kind, values in KINDS.items() if words & set(values)]
    return names[0] if len(names) == 1 else ""


def state_of(text: str) -> str:
    """The state that these words say; nothing when they say none.

    >>> [state_of(text) for text in ("Promis", "à confirmer", "confirmé par un acte", "Bleu")]
    ['promised', 'asked', 'confirmed', '']
    """
    words = folded(text)
    if words.startswith(ASKED_FIRST):
        return CommitmentState.ASKED.value
    for state, starts in STATES.items():
        if any(word.startswith(starts) for word in words.split()):
            return state.value
    return ""


def quantity_of(row: TableRow, kind: str, column: str = "quantity") -> Decimal | None:
    """The quantity of a cell; refused when it cannot be read, or cannot be meant."""
    text = row.text(column)
    if not text:
        return None
    amount = read_amount(text)
    if amount is None or amount.quantity is None:
        row.refuse(column, _("Quantité non comprise : écrivez un nombre, comme 1,5 ou 12 000."))
        return None
    why = quantity_fault(kind, amount.quantity)
    if THOUSANDS & {folded(amount.unit), folded(row.text("unit"))}:
        why = _("Écrivez la somme en euros entiers : 3 000, et non 3 k€.")
    if why:
        row.refuse(column, why)
        return None
    return amount.quantity


def kind_of_row(row: TableRow) -> str:
    """The nature told by its own column, else by the unit, the quantity, or its header."""
    texts = (
        row.text("commitment_kind"),
        row.text("unit"),
        row.text("quantity"),
        row.headers.get("quantity", ""),
        row.text("action_title"),
    )
    return next((kind for kind in map(kind_of, texts) if kind), "")
