"""Which columns does a list of what is due have, and how is each read?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.periods import DueDay, due_day
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import BY_VALUES, ELSEWHERE, UNKNOWN, Column
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, TableSpec, words
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import LONGEST_ABOUT
from maillage.trade.context.duties.rules import done_fault
from maillage.trade.context.duties.signs import SIGNS, is_article
from maillage.trade.context.listed_people import someone_in
from maillage.trade.context.small_lists import first_in
from maillage.trade.context.typed_sums import cents_of

KINDS = {
    DutyKind.BALANCE: ("solde",),
    DutyKind.CLAIM: ("acompte", "demande de paiement", "appel de fonds"),
    DutyKind.REPORT: ("bilan", "compte rendu", "rapport"),
    DutyKind.DATA: ("donnees", "previsionnel", "actualisation"),
    DutyKind.BEGIN: ("commencement", "demarrage"),
    DutyKind.FINISH: ("achevement", "fin de travaux"),
    DutyKind.DISPLAY: ("affichage", "publicite"),
    DutyKind.RENEWAL: ("renouvellement", "renouveler"),
    DutyKind.CALL: ("appel a projets", "depot des dossiers"),
    DutyKind.DECLARATION: ("declaration", "declarer"),
    DutyKind.PAPER: ("piece", "justificatif", "facture"),
    DutyKind.END: ("fin", "terme"),
}


def kind_of(text: str) -> DutyKind:
    """The kind that these words say, « autre » when they say none.

    >>> [kind_of(text).value for text in ("Bilan 2025", "Demande de solde", "Fin de la CTG", "?")]
    ['report', 'balance_claim', 'end', 'other']
    """
    words = f" {folded(text)} "
    kinds = (kind for kind, some in KINDS.items() if any(f" {word} " in words for word in some))
    return next(kinds, DutyKind.OTHER)


def due_in(row: TableRow, name: str) -> date | None:
    """The day by which it is due, the last of a period; asked about when it says no day."""
    cell = row.cells.get(name)
    due = due_day(cell.value or "" if cell else "", timezone.localdate())
    if FROM.match(folded(row.text(name))):
        due = DueDay()
    if due.is_impossible:
        row.leave_out(name, _("Cette date n’existe pas : son jour reste à préciser."))
    elif due.day is None and (not row.text(name) or is_word("vacant", row.text(name))):
        row.inform(name, str(NO_DAY))
    elif due.day is None:
        row.warn(name, str(NO_DAY))
    elif due.day and (due.is_guess or due.is_vague):
        row.warn(name, _("Lu %(day)s.") % {"day": french.long_date(due.day)})
    return due.day


def recurs(row: TableRow, name: str) -> bool:
    """Whether it comes back each year; another rhythm is asked about."""
    text = folded(row.text(name))
    if YEARLY_WORDS.search(text):
        return True
    if text and not ONCE.match(text):
        row.warn(name, _("Seul « chaque année » se note : une ligne pour chaque échéance."))
    return False


def sent_on(row: TableRow, name: str) -> date | None:
    """The day on which it was sent; left aside when still to come, asked when it has no day."""
    text = row.text(name)
    if text and not any(map(str.isdecimal, text)):
        if not ONCE.match(folded(text)):
            row.leave_out(name, _("Quel jour ? Sans lui, l’échéance reste ouverte."))
        return None
    on = first_in(row, name)
    if why := done_fault(on, timezone.localdate()):
        row.leave_out(name, why)
        return None
    return on


YEARLY_WORDS = re.compile(r"^(?:oui|o|x|1)$|\bannuel|\b(?:chaque|tous les|par|/) ?an(?:s|nee)?\b")
OF_THE_STATE = re.compile(r"(etat|prefecture)\W+(?:detr|dsil|dsid|fnadt|fonds vert)")
FROM = re.compile(r"(?:des|a partir|a compter|depuis|apres)\b")
ONCE = re.compile(r"^(?:non?|0|ponctuel|unique|une (?:seule )?fois|exceptionnel|pas encore)")
LABEL = Field(
    "duties",
    "Ce qui est dû",
    words(160),
    lazy("Dites ce qui est dû."),
    titles=("Intitulé", "Libellé", "Objet", "Titre", "Quoi", "Pièce", "Rendu"),
)
ABOUT = Field(
    "duty_about",
    "Pour quoi",
    words(LONGEST_ABOUT),
    others=("service_name", "action_title"),
    titles=(
        *("Équipement / poste", "Équipement ou poste", "Équipement concerné", "Poste", "Projet"),
        *("Poste concerné", "Opération", "Opération concernée", "Projet concerné", "Dossier"),
        *("Action concernée", "Concerne", "Concernant", "À propos de", "Sur quoi", "Objet"),
    ),
)
KIND = Field("organisation_type", "Nature", words())
FUNDER = Field(
    "funder",
    "Financeur",
    words(),
    titles=(
        "Organisme financeur",
        "Destinataire",
        "À qui",
        "Pour qui",
        "Organisme",
        "Auprès de",
        "Partenaire",
        "Envers qui",
    ),
)
DUE_ON = Field(
    "due_on",
    "Échéance",
    due_in,
    others=("justify_by", "until"),
    titles=("À rendre le", "Date"),
)
OPENS_ON = Field(
    "duty_opens_on",
    "Possible dès le",
    first_in,
    others=("start_on",),
    titles=("Ouverture", "Date d’ouverture", "À partir du", "Ouvert le", "Ouverture le"),
)
ACT = Field(
    "act_reference",
    "Acte d’origine",
    words(200),
    titles=(
        *("Référence", "Référence / article", "Réf.", "Convention", "Acte", "Base juridique"),
        *("Réf. arrêté", "Référence de l’arrêté", "Arrêté", "Arrêté attributif", "Réf. convention"),
        *("Référence de la convention", "Réf. de l’acte", "Acte attributif", "Réf. acte"),
    ),
)
RESPONSIBLE = Field(
    "pilot_person",
    "Qui s’en charge",
    someone_in,
    others=("person_name", "technician_name"),
    titles=(
        *("Responsable", "Référent", "Référente", "Qui s’en occupe", "Qui s’en charge", "Qui"),
        *("En charge", "Suivi par", "Chargé du dossier", "Personne en charge", "Par qui"),
    ),
)
ARTICLE = Field("duty_article", "Article", words(60))
OTHERWISE = Field("duty_consequence", "Sinon", words(300))
STAKE = Field(
    "amount",
    "Montant en jeu",
    cents_of,
    others=("amount_granted",),
    titles=("Enjeu", "Enjeu financier", "Enjeu en euros", "Somme en jeu", "Montant concerné"),
)
SCHEME = Field("schemes", "Dispositif", words())
OWING = Field(
    "duty_owed_by",
    "Qui doit une pièce",
    words(),
    others=("partners",),
    titles=("Bénéficiaire", "Bénéficiaire de l’aide", "Maître d’ouvrage", "Qui rend", "Porteur"),
)
DONE_ON = Field(
    "text_sent_on",
    "Envoyé le",
    sent_on,
    titles=("Fait le", "Rendu le", "Déposé le", "Transmis le", "Remis le", "Fait", "Envoyé"),
)
DONE_HOW = Field("duty_sent_how", "Envoyé comment", words(160))
RECEIPT = Field("duty_receipt", "N° de l’accusé", words(60), titles=("N° de l’accusé",))
YEARLY = Field(
    "schedule",
    "Chaque année",
    recurs,
    titles=("Récurrence", "Récurrent", "Périodicité", "Fréquence", "Rythme", "Annuel"),
)


class DutiesSpec(TableSpec):
    """A list of what is due: a column of articles is that, whatever act its header speaks of."""

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, each being a field of a list of what is due."""
        results = super().settled(columns)
        if any(one.field == ARTICLE.name for one in results):
            return results
        first = next(filter(_holds_articles, results), None)
        return [
            replace(one, field=ARTICLE.name, slot=0, reason=BY_VALUES, elsewhere="", doubt="")
            if one is first
            else one
            for one in results
        ]


def _holds_articles(column: Column) -> bool:
    """Whether a column of acts, or of nothing in this table, holds articles and nothing else."""
    is_free = column.field == ACT.name or (
        column.field == IGNORED and column.reason in {UNKNOWN, ELSEWHERE}
    )
    several = len(column.samples) > 1 and all(map(is_article, column.samples))
    return several and is_free and not column.is_decided


SPEC = DutiesSpec(
    (
        *(
            LABEL,
            KIND,
            ABOUT,
            FUNDER,
            DUE_ON,
            OPENS_ON,
            ACT,
            ARTICLE,
            OTHERWISE,
            STAKE,
            SCHEME,
            OWING,
        ),
        *(DONE_ON, DONE_HOW, RECEIPT, YEARLY, RESPONSIBLE),
    ),
    frozenset({LABEL.name, DUE_ON.name}),
    signs=SIGNS,
    record=LABEL.name,
)
NO_DAY = lazy("Son jour reste à préciser : ces mots sont gardés, rien ne le rappelle.")
