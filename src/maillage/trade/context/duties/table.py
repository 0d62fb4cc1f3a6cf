"""A list of what is due, as the import wizard and the export read it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.money import euros_typed
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.periods import due_day
from maillage.foundation.exchange.tables.parsed_rows import Field, Table, TableRow, TableSpec, words
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import LONGEST_DUE, Duty
from maillage.trade.context.duties.queries import duties, with_pieces
from maillage.trade.context.duties.rules import days_fault, done_fault
from maillage.trade.context.duties.services import keep_duty
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import schemes
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    body_over,
    by_names,
    first_in,
    full_name,
    leave_crossed,
    listed_in,
    names_in,
    people_by_name,
    person_among,
    read_list,
    refuse_repeated,
    someone_in,
)
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
    if due.is_impossible:
        row.leave_out(name, _("Cette date n’existe pas : son jour reste à préciser."))
    elif due.day is None and (not row.text(name) or is_word("vacant", row.text(name))):
        row.inform(name, str(NO_DAY))
    elif due.day is None:
        row.warn(name, str(NO_DAY))
    elif due.day and due.is_guess:
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
            row.warn(name, _("Quel jour ? Sans lui, l’échéance reste ouverte."))
        return None
    on = first_in(row, name)
    if why := done_fault(on, timezone.localdate()):
        row.leave_out(name, why)
        return None
    return on


YEARLY_WORDS = re.compile(r"^(?:oui|o|x|1)$|\bannuel|\b(?:chaque|tous les|par|/) ?an(?:s|nee)?\b")
ONCE = re.compile(r"^(?:non?|0|ponctuel|unique|une (?:seule )?fois|exceptionnel|pas encore)")
LABEL = Field(
    "duties",
    "Ce qui est dû",
    words(160),
    lazy("Dites ce qui est dû."),
    titles=(
        *("Document", "Document à fournir", "Documents à fournir", "Document à rendre", "Pièce"),
        *("Documents à rendre", "Document attendu", "Intitulé", "Libellé", "Objet", "Titre"),
        *("Quoi", "À rendre", "Livrable", "Pièce à fournir", "Pièces à fournir", "Rendu"),
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
    ),
)
DUE_ON = Field(
    "due_on",
    "Échéance",
    due_in,
    others=("justify_by", "until"),
    titles=(
        *("À rendre pour le", "À rendre le", "À rendre avant", "À rendre avant le", "Avant le"),
        *("Date de rendu", "À envoyer avant le", "À fournir pour le", "Date"),
    ),
)
OPENS_ON = Field(
    "duty_opens_on",
    "Possible dès le",
    TableRow.start,
    others=("start_on",),
    titles=("Ouverture", "Date d’ouverture", "À partir du", "Ouvert le", "Ouverture le"),
)
ACT = Field(
    "act_reference",
    "Acte d’origine",
    words(200),
    titles=("Référence", "Référence / article", "Réf.", "Convention", "Acte", "Base juridique"),
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
OWING = Field("duty_owed_by", "Qui doit une pièce", words(), others=("partners",))
DONE_ON = Field(
    "text_sent_on",
    "Envoyé le",
    sent_on,
    titles=("Fait le", "Rendu le", "Déposé le", "Transmis le", "Remis le", "Fait", "Envoyé"),
)
DONE_HOW = Field("duty_sent_how", "Envoyé comment", words(160))
YEARLY = Field(
    "schedule",
    "Chaque année",
    recurs,
    titles=("Récurrence", "Récurrent", "Périodicité", "Fréquence", "Rythme", "Annuel"),
)
SPEC = TableSpec(
    (
        *(LABEL, KIND, FUNDER, DUE_ON, OPENS_ON, ACT, ARTICLE, OTHERWISE, STAKE, SCHEME, OWING),
        *(DONE_ON, DONE_HOW, YEARLY, RESPONSIBLE),
    ),
    frozenset({LABEL.name, DUE_ON.name}),
)
NO_DAY = lazy("Son jour reste à préciser : ces mots sont gardés, rien ne le rappelle.")


@dataclass(slots=True)
class DutyRow(ListRow[Duty]):
    """One row: what is due, and to whom and by whom as it is written."""

    funder: str = ""
    responsible: str = ""


@dataclass(frozen=True)
class DutiesImport(ListImport[Duty]):
    """A list of what is due understood, as the wizard reads it."""

    word = "duties"
    noun = "échéances"

    def keep(self, access: Access, one: ListRow[Duty]) -> Duty:
        """The duty, written with those who owe a piece."""
        owing = cast("Sequence[Organisation]", one.links["organisations"])
        return keep_duty(access, one.record, owing)

    def plain(self, one: ListRow[Duty]) -> Plain:
        """What is due, by field, to whom and by whom as it is written."""
        base = ListImport.plain(self, one)
        if isinstance(one, DutyRow):
            base |= {"funder": one.funder or None, "responsible": one.responsible or None}
        return base | {"recurs": "yearly" if one.record.is_yearly else "none"}


def plan_duties(workbook: Workbook, answers: Answers, report: Progress) -> DutiesImport:
    """A workbook understood as a list of what is due."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    by_name = by_names(organisations(access), "name", "short_name") if access else None
    by_title = by_names(schemes(access), "title") if access else None
    over = {
        FUNDER.name: lambda words: words if folded(words) in (by_name or {}) else body_over(words)
    }
    read = read_list(workbook, replace(SPEC, sections=over), answers.mapping)
    around = Around(by_name, by_title, people_by_name(access) if access else None)
    every = list(duties(access)) if access else []
    same = {_key(one): one for one in every}
    undated = {_undated(one): one for one in every if one.due_on is None and not one.opens_on}
    rows = [_understood(row, around) for row in read.rows]
    for one in rows:
        one.existing = same.get(_key(one.record)) or undated.get(_undated(one.record))
    leave_crossed(rows, {"opens_on": [OPENS_ON.name], "due_on": [DUE_ON.name]})
    why = _("Ce qui est dû est noté sans objet : l’envoi n’est pas gardé.")
    leave_crossed(rows, {"done_on": [DONE_ON.name], "waived_on": []}, lambda *_days: True, why)
    refuse_repeated(rows, LABEL.name, lambda one: (*_key(one.record), one.row.text(FUNDER.name)))
    report(len(rows), len(rows))
    return DutiesImport(Table(read, list[ListRow[Duty]](rows)))


@dataclass(frozen=True)
class Around:
    """What the cells may name, by name; None where no cooperation is read."""

    bodies: Mapping[str, Organisation] | None
    schemes: Mapping[str, Scheme] | None
    people: Mapping[str, Person] | None

    def person(self, row: TableRow, name: str) -> Person | None:
        """Who is in charge; one that the directory does not have is said."""
        person = person_among(self.people or {}, name) if name else None
        if name and person is None and self.people is not None:
            sentence = _("« %(name)s » n’est pas dans l’annuaire : l’échéance entre sans son nom.")
            row.warn(RESPONSIBLE.name, sentence % {"name": name})
        return person


def _key(one: Duty) -> tuple[str, date | str]:
    return (folded(one.label), one.due_on or folded(one.due_words))


def _undated(one: Duty) -> tuple[str, int]:
    return (folded(one.label), one.funder_id or 0)


def _understood(row: TableRow, around: Around) -> DutyRow:
    label, due = row.read(LABEL), row.read(DUE_ON)
    opens = row.read(OPENS_ON)
    if why := days_fault(opens, due):
        row.leave_out(DUE_ON.name, why)
        due = None
    funders = listed_in(row, FUNDER.name, around.bodies)
    written = row.read(FUNDER)
    cell = row.cells.get(FUNDER.name)
    if cell and not cell.repeated and len(names_in(written, around.bodies or {})) > 1:
        row.warn(FUNDER.name, _("Une échéance a un seul destinataire : le premier est noté."))
    chosen = listed_in(row, SCHEME.name, around.schemes)
    responsible = row.read(RESPONSIBLE)
    values: dict[str, object] = {
        "label": label,
        "kind": kind_of(f"{row.read(KIND)} {label}").value,
        "funder": funders[0] if funders else None,
        "due_on": due,
        "due_words": "" if due else row.text(DUE_ON.name)[:LONGEST_DUE],
        "opens_on": opens,
        "source_act": row.read(ACT),
        "article": row.read(ARTICLE),
        "consequence": row.read(OTHERWISE),
        "at_stake_cents": row.read(STAKE),
        "scheme": chosen[0] if chosen else None,
        "done_on": row.read(DONE_ON),
        "done_how": row.read(DONE_HOW),
        "responsible": around.person(row, responsible),
    }
    is_yearly = row.read(YEARLY) or bool(YEARLY_WORDS.search(folded(row.text(DUE_ON.name))))
    record = Duty(**values, is_yearly=is_yearly, visibility=Visibility.TEAM)
    owing = {"organisations": listed_in(row, OWING.name, around.bodies)}
    return DutyRow(row, record, values, owing, funder=written, responsible=responsible)


def duty_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """What is due in the cooperation, in the order of these fields."""
    for one in with_pieces(access, duties(access)):
        values: dict[str, Value] = {
            LABEL.name: one.label,
            KIND.name: str(one.get_kind_display()),
            FUNDER.name: one.funder.name if one.funder else "",
            DUE_ON.name: one.due_on or one.due_words,
            OPENS_ON.name: one.opens_on,
            ACT.name: one.source_act,
            ARTICLE.name: one.article,
            OTHERWISE.name: one.consequence,
            STAKE.name: euros_typed(one.at_stake_cents) if one.at_stake_cents else "",
            SCHEME.name: one.scheme.title if one.scheme else "",
            OWING.name: " ; ".join(str(piece) for piece in one.pieces.all()),
            DONE_ON.name: one.done_on,
            DONE_HOW.name: one.done_how,
            YEARLY.name: _("oui") if one.is_yearly else "",
            RESPONSIBLE.name: full_name(one.responsible),
        }
        yield [values.get(name, "") for name in fields]


DUTIES = Target(
    "echeances",
    "Échéances",
    SPEC.labels,
    frozenset(),
    plan_duties,
    duty_rows_out,
    rank=9,
    leads_to=leads_to_page("Ouvrir ce qui est dû", "context:duties"),
    brings="vos échéances",
    purpose="ce qui est dû à chaque financeur, par qui, pour quand, selon quel acte",
    pages={"duty": "context:duty"},
    leaf="pre.context.initiatives",
    english=DutiesImport.word,
)
