"""What nature, what quantity and what state do the cells of a table of commitments say?"""

import re
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.amounts import Amount, read_amount
from maillage.foundation.exchange.cleaning.periods import due_day
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.rules import quantity_fault

KINDS = {
    CommitmentKind.DAYS: (
        *("jour", "jours", "j", "jrs", "journee", "journees", "temps", "etp", "days", "heure"),
        *("heures", "h", "agent", "agents", "humain", "humains", "humaines", "ingenierie"),
    ),
    CommitmentKind.EUROS: (
        *("euro", "euros", "€", "eur", "ke", "k€", "m€", "financement", "subvention", "montant"),
        *("cout", "budget", "finances", "financier", "financiers", "financiere", "cofinancement"),
    ),
    CommitmentKind.PREMISES: (
        *("local", "locaux", "salle", "salles", "bureau", "bureaux", "m2", "vehicule"),
        *("vehicules", "minibus", "materiel", "materiels", "batiment", "terrain"),
    ),
    CommitmentKind.DATA: (*("donnee", "donnees", "fichier", "fichiers", "data", "observatoire"),),
    CommitmentKind.OTHER: ("autre", "autres", "other"),
}
STATES = {
    CommitmentState.WITHDRAWN: ("retire", "abandon", "annul", "renonc"),
    CommitmentState.DELIVERED: ("tenu", "realis", "livre", "verse", "fait", "effectu"),
    CommitmentState.CONFIRMED: ("confirm", "acte", "delibere", "vote", "signe"),
    CommitmentState.PROMISED: (
        *("promis", "promesse", "accord", "annonc", "oral", "engage", "acquis", "ok", "oui"),
        "valid",
    ),
    CommitmentState.ASKED: ("demand", "sollicit", "attente", "attendu", "a confirmer", "envisag"),
}
ASKED_FIRST = (*STATES[CommitmentState.ASKED], "non ", "pas ", "a ")
TIMES = dict.fromkeys(("k€", "ke", "keur", "keuros"), 1_000) | dict.fromkeys(
    ("m€", "meur", "millions d'euros", "million d'euros"), 1_000_000
)
ABOUT = re.compile(r"^(?:env(?:iron)?\b\.?|approx\.?|~|≈)\s*", re.IGNORECASE)
PER = re.compile(r"/|\bpar\b")
TO_COME = re.compile(r"^(?:a |en (?:attente|cours)\b|oral|verbal|pas encore|sans$)")
LONGEST_ACT, LONGEST_UNIT, LONGEST_PHRASE = 60, 40, 4
BESIDE = re.compile(r"\(([^)]+)\)?\s*$")


def kind_of(text: str) -> str:
    """The nature that these words say; nothing when they say none, or several.

    >>> [kind_of(text) for text in ("Nb jours", "3 000 €", "Salle du conseil", "Bleu")]
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
    if "en cours" in words or "en retard" in words:
        return CommitmentState.PROMISED.value
    for state, starts in STATES.items():
        if any(word.startswith(starts) for word in words.split()):
            return state.value
    return ""


def quantity_of(row: TableRow, kind: str, column: str = "quantity") -> Decimal | None:
    """The quantity of a cell; refused when it cannot be read, or cannot be meant.

    Words without a figure, and a working time that is no number of days, go to the remarks.
    """
    text = row.text(column)
    if not text:
        return None
    if not any(map(str.isdecimal, text)):
        row.put_aside(column, _("Ce n’est pas une quantité : ces mots vont dans les précisions."))
        return None
    amount = read_amount(ABOUT.sub("", text))
    if amount is None or amount.quantity is None:
        row.refuse(column, _("Quantité non comprise : écrivez un nombre, comme 1,5 ou 12 000."))
        return None
    if "etp" in folded(amount.unit):
        sentence = _("Un ETP n’est pas un nombre de jours : il va dans les précisions.")
        row.put_aside(column, sentence)
        return None
    quantity = _whole(row, column, amount)
    if why := quantity_fault(kind, quantity):
        row.refuse(column, why)
        return None
    return quantity


def _whole(row: TableRow, column: str, amount: Amount) -> Decimal:
    """The quantity in its unit, what had to be understood being said."""
    quantity, text = amount.quantity or Decimal(0), row.text(column)
    units = folded(amount.unit), folded(row.text("unit"))
    times = next((TIMES[unit] for unit in units if unit in TIMES), 1)
    if times > 1:
        quantity *= times
        row.warn(column, _("Lu %(n)s euros.") % {"n": french.number(quantity)})
    elif ABOUT.match(text):
        row.warn(column, _("Lu %(n)s, sans « environ ».") % {"n": french.number(quantity)})
    elif PER.search(amount.unit):
        row.put_aside(column, _("La quantité est lue ; sa fréquence va dans les précisions."))
    return quantity


def due_of(row: TableRow, name: str) -> date | None:
    """The day by which it is due, the last of a period; words that say none go to the remarks."""
    cell = row.cells.get(name)
    if cell is None or cell.is_blank or cell.value is None:
        return None
    due = due_day(cell.value, timezone.localdate())
    if due.is_impossible:
        return row.day(name)
    if due.day is None:
        row.put_aside(name, _("Ce n’est pas une date : ces mots vont dans les précisions."))
    elif due.is_guess:
        sentence = _("Année non dite : lu %(day)s.")
        row.warn(name, sentence % {"day": french.long_date(due.day)})
    return due.day


def act_number_of(row: TableRow, name: str) -> str:
    """The number of the act that proves it; a proof still to come goes to the remarks."""
    text = row.text(name, LONGEST_ACT)
    if any(map(str.isdecimal, text)) or not TO_COME.match(folded(text)):
        return text
    row.put_aside(name, _("Ce n’est pas un acte : ces mots vont dans les précisions."))
    return ""


def unit_of_row(row: TableRow, kind: str) -> str:
    """The unit of its own column, or that written after the quantity where the nature has none."""
    text = row.text("unit", LONGEST_UNIT)
    if text or kind in {CommitmentKind.DAYS, CommitmentKind.EUROS}:
        return text
    amount = read_amount(row.text("quantity"))
    return amount.unit[:LONGEST_UNIT] if amount else ""


def kind_of_row(row: TableRow) -> str:
    """The nature of its own column, else what the thing is, else its unit, quantity or header."""
    title = kind_of(row.text("action_title"))
    texts = (
        row.text("unit"),
        row.text("quantity"),
        row.headers.get("quantity", "") if row.text("quantity") else "",
        row.text("action_title"),
        row.headers.get("quantity", ""),
    )
    kinds = [kind for kind in map(kind_of, texts) if kind]
    if title == CommitmentKind.PREMISES and CommitmentKind.EUROS not in kinds:
        kinds.insert(0, title)
    return next(iter([*filter(None, [kind_of(row.text("commitment_kind"))]), *kinds]), "")


def is_unit(text: str) -> bool:
    """Whether a text is a unit, and no service of a structure."""
    return bool(kind_of(text)) and len(text.split()) < LONGEST_PHRASE


def state_in(row: TableRow, name: str) -> str:
    """The state of a cell, what else it says going to the remarks.

    « confirmé (mail 12/10) » is no act, nor « voté » in a row without one: it is a promise, and
    that is said.
    """
    why = _("État non compris : écrivez demandé, promis, confirmé, tenu ou retiré.")
    state, beside = row.choice(name, state_of, why), BESIDE.search(row.text(name))
    if state != CommitmentState.CONFIRMED or row.text("deliberation_number"):
        row.asides.extend([beside[1]] if beside and state else [])
        return state
    row.put_aside(name, _("Confirmé sans acte : noté promis, ces mots vont dans les précisions."))
    return CommitmentState.PROMISED.value
