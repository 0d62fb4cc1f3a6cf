"""A list of what is due, as the import wizard and the export read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.money import euros_typed, read_cents
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Field, Table, TableRow, TableSpec, words
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.queries import duties, with_pieces
from maillage.trade.context.duties.rules import days_fault, done_fault
from maillage.trade.context.duties.services import keep_duty
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import schemes
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    last_day_of,
    listed_in,
    refuse_repeated,
)

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


def cents_of(row: TableRow, name: str) -> int | None:
    """The cents of a cell; refused when it is no sum."""
    text = row.text(name)
    try:
        return read_cents(text) if text else None
    except ValidationError as fault:
        row.refuse(name, str(fault.message))
        return None


def sent_on(row: TableRow, name: str) -> date | None:
    """The day on which it was sent; refused when it is still to come."""
    on = row.day(name)
    if why := done_fault(on, timezone.localdate()):
        row.refuse(name, why)
        return None
    return on


LABEL = Field("duties", "Ce qui est dû", words(160), lazy("Dites ce qui est dû."))
KIND = Field("organisation_type", "Nature", words())
FUNDER = Field("funder", "Financeur", words())
DUE_ON = Field("due_on", "Échéance", last_day_of, others=("justify_by", "until"))
OPENS_ON = Field("duty_opens_on", "Possible dès le", TableRow.start, others=("start_on",))
ACT = Field("act_reference", "Acte d’origine", words(200))
ARTICLE = Field("duty_article", "Article", words(60))
OTHERWISE = Field("duty_consequence", "Sinon", words(300))
STAKE = Field("amount", "Montant en jeu", cents_of, others=("amount_granted",))
SCHEME = Field("schemes", "Dispositif", words())
OWING = Field("duty_owed_by", "Qui doit une pièce", words(), others=("partners",))
DONE_ON = Field("text_sent_on", "Envoyé le", sent_on)
DONE_HOW = Field("duty_sent_how", "Envoyé comment", words(160))
YEARLY = Field("schedule", "Chaque année", words())
SPEC = TableSpec(
    (
        *(LABEL, KIND, FUNDER, DUE_ON, OPENS_ON, ACT, ARTICLE, OTHERWISE, STAKE, SCHEME, OWING),
        *(DONE_ON, DONE_HOW, YEARLY),
    ),
    frozenset({LABEL.name, DUE_ON.name}),
)
NO_DAY = lazy("Dites pour quel jour : 27/11/2026, mars 2027, T1 2027.")


@dataclass(frozen=True)
class DutiesImport(ListImport[Duty]):
    """A list of what is due understood, as the wizard reads it."""

    word = "echeances"
    noun = "échéances"

    def keep(self, access: Access, one: ListRow[Duty]) -> Duty:
        """The duty, written with those who owe a piece."""
        owing = cast("Sequence[Organisation]", one.links["organisations"])
        return keep_duty(access, one.record, owing)


def plan_duties(workbook: Workbook, answers: Answers, tell: Progress) -> DutiesImport:
    """A workbook understood as a list of what is due."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_rows(workbook, SPEC, answers.mapping)
    by_name = by_names(organisations(access) if access else (), "name", "short_name")
    by_title = by_names(schemes(access) if access else (), "title")
    same = {_key(one): one for one in (duties(access) if access else ())}
    rows = [_understood(row, by_name, by_title) for row in read.rows]
    for one in rows:
        one.existing = same.get(_key(one.record))
    refuse_repeated(rows, LABEL.name)
    tell(len(rows), len(rows))
    return DutiesImport(Table(read, rows))


def _key(one: Duty) -> tuple[str, date]:
    return (folded(one.label), one.due_on)


def _understood(
    row: TableRow, by_name: Mapping[str, Organisation], by_title: Mapping[str, Scheme]
) -> ListRow[Duty]:
    label, due = row.read(LABEL), row.read(DUE_ON)
    if due is None:
        row.refuse(DUE_ON.name, str(NO_DAY))
    opens = row.read(OPENS_ON)
    if why := days_fault(opens, due):
        row.refuse(OPENS_ON.name, why)
    funders = listed_in(row, FUNDER.name, by_name)
    chosen = listed_in(row, SCHEME.name, by_title)
    values: dict[str, object] = {
        "label": label,
        "kind": kind_of(f"{row.read(KIND)} {label}").value,
        "funder": funders[0] if funders else None,
        "due_on": due or timezone.localdate(),
        "opens_on": opens,
        "source_act": row.read(ACT),
        "article": row.read(ARTICLE),
        "consequence": row.read(OTHERWISE),
        "at_stake_cents": row.read(STAKE),
        "scheme": chosen[0] if chosen else None,
        "done_on": row.read(DONE_ON),
        "done_how": row.read(DONE_HOW),
    }
    is_yearly = folded(row.read(YEARLY)) in {"oui", "x", "chaque annee", "annuel", "1"}
    record = Duty(**values, is_yearly=is_yearly, visibility=Visibility.TEAM)
    return ListRow(row, record, values, {"organisations": listed_in(row, OWING.name, by_name)})


def duty_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """What is due in the cooperation, in the order of these fields."""
    for one in with_pieces(access, duties(access)):
        values: dict[str, Value] = {
            LABEL.name: one.label,
            KIND.name: str(one.get_kind_display()),
            FUNDER.name: one.funder.name if one.funder else "",
            DUE_ON.name: one.due_on,
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
)
