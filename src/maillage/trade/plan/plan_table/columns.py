"""Which columns does a plan have, and how is each read?"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.parsed_rows import (
    Field,
    TableRow,
    TableSpec,
    words,
)
from maillage.foundation.exchange.vocabulary.words import singular_key
from maillage.trade.plan.plan_table.names import listed
from maillage.trade.plan.plan_table.periods import Doubt, PlanPeriod, Side, read_period

LONGEST_TITLE, LONGEST = 200, 3_000
BETWEEN = " ; "
# In a plan, what these headers say besides what they say elsewhere.
_HEADERS = {
    "copilot": ("Co-pilote", "Copilote", "Co-pilotage", "Copilotage", "Binôme"),
    "schedule_text": ("Calendrier tel qu’écrit",),
    "schedule": ("Quand",),
    "status": ("Où en est-on", "Où en est-elle"),
    "pilot_organisation": ("Qui", "Par qui", "Qui fait", "Qui porte"),
    "finding": ("Constat", "Constats", "Constat de départ", "Problématique", "Diagnostic"),
    "facilities": ("Équipements", "Équipement", "Équipements concernés", "Équipement concerné"),
    "sub_action_title": ("Sous-action", "Titre de la sous-action", "Tâche"),
    "pilot_service": ("Direction ou service pilote", "Service", "Pôle", "Direction"),
}
_TAKEN_FOR_PARTNERS = frozenset({"organisation_name", "funder"})
_PARTNERS, _PAYING = frozenset({"partenaire", "acteur"}), frozenset({"financier"})
_OWN = {singular_key(header): name for name, some in _HEADERS.items() for header in some}
_WRONG_SIDE = {
    True: lazy("Ces mots disent une fin : écrivez quand cela commence."),
    False: lazy("Ces mots disent un début : écrivez pour quand."),
}
NO_TITLE = lazy("Dites ce que l’on fait, en quelques mots.")


def raw(row: TableRow, name: str) -> str:
    """All that a cell says, with its lines."""
    cell = row.cells.get(name)
    return cell.text.strip() if cell else ""


def period_in(row: TableRow, name: str, side: Side) -> PlanPeriod:
    """The days of a cell, what cannot be kept of it being said."""
    cell = row.cells.get(name)
    if cell is None or cell.is_blank or cell.value is None:
        return PlanPeriod()
    period = read_period(cell.value, side)
    if period.doubt is Doubt.IMPOSSIBLE:
        row.leave_out(name, _("Ce jour n’existe pas : écrivez par exemple 30/04/2026."))
    elif period.doubt is Doubt.VAGUE and period.last:
        sentence = _("Lu %(day)s, à vérifier.") % {"day": french.long_date(period.last)}
        row.warn(name, sentence)
    elif period.doubt is Doubt.WRONG_SIDE:
        row.warn(name, str(_WRONG_SIDE[side is Side.START]))
    elif period.doubt is Doubt.WORDS and period.each_year:
        row.inform(name, _("Lu « chaque année » ; ces mots restent aussi dans le calendrier."))
    elif period.doubt is Doubt.WORDS:
        row.warn(name, _("Ce n’est pas une date : ces mots restent dans le calendrier."))
    return period


def lists(row: TableRow, name: str) -> list[str]:
    """What a cell lists."""
    return listed(raw(row, name))


AXIS = Field("axis", "Axe", raw, is_carried=True)
SUB_AXIS = Field("sub_axis", "Sous-axe", raw, is_carried=True)
OBJECTIVE = Field("objective", "Objectif", raw, is_carried=True)
NUMBER = Field("action_number", "N° de fiche", words())
TITLE = Field("action_title", "Action", raw, others=("plan_title",))
STEP = Field("sub_action_title", "Sous-action", raw)
DESCRIPTION = Field("action_description", "Description", raw)
PILOT = Field(
    "pilot_organisation", "Structure pilote", raw, others=("organisation_name", "managing_body")
)
SERVICE = Field("pilot_service", "Service pilote", words(), others=("department",))
PERSON = Field("pilot_person", "Personne pilote", raw, others=("person_name", "technician_name"))
COPILOT = Field("copilot", "Copilote", raw)
PARTNERS = Field("partners", "Partenaires", lists)
PUBLICS = Field("publics", "Publics", lists)
GROUND = Field("territory", "Territoire", lists, others=("commune", "facility_zone"))
ELECTED = Field("elected_name", "Élu référent", raw)
START_ON = Field("start_on", "Début", words(), others=("since",))
DUE_ON = Field("due_on", "Fin prévue", words(), others=("until",))
SCHEDULE = Field("schedule", "Calendrier", words())
WRITTEN = Field("schedule_text", "Calendrier tel qu’écrit", words())
STATUS = Field("status", "Statut", words())
PROGRESS = Field("progress", "% d’avancement", words())
CONTINUOUS = Field("continuous", "Se répète chaque année", words())
PRIORITY = Field("priority", "Priorité", words())
NEXT = Field("next_step", "Étapes", raw)
SCHEMES = Field("schemes", "Dispositifs", lists)
FINDING = Field("finding", "Constat", raw)
FACILITIES = Field("facilities", "Équipements", lists)
# What is kept word for word, under the rubric of the fiche that it fills.
RUBRICS = {
    "resources": "means",
    "cost_total": "means",
    "cost_ht": "means",
    "cost_ttc": "means",
    "expense_kind": "means",
    "funder": "means",
    "amount_expected": "means",
    "amount_requested": "means",
    "amount_granted": "means",
    "amount_paid": "means",
    "own_share": "means",
    "rate": "means",
    "funding_year": "means",
    "body": "body",
    "participation": "participation",
    "difficulties": "difficulties",
    "indicators": "indicators",
    "indicator_baseline": "indicators",
    "indicator_target": "indicators",
    "indicator_result": "indicators",
    "notes": "notes",
}
TEXTS = tuple(
    Field(name, label, raw)
    for name, label in {
        "body": "Instance de suivi",
        "participation": "Participation",
        "resources": "Moyens",
        "difficulties": "Freins",
        "indicators": "Indicateurs",
        "notes": "Observations",
    }.items()
)
MONEY = tuple(
    Field(name, label, raw)
    for name, label in {
        "cost_total": "Coût total",
        "cost_ht": "Coût HT",
        "cost_ttc": "Coût TTC",
        "expense_kind": "Inv./Fonct.",
        "funder": "Financeur",
        "amount_expected": "Montant attendu",
        "amount_requested": "Montant sollicité",
        "amount_granted": "Montant accordé",
        "amount_paid": "Montant versé",
        "own_share": "Reste à charge",
        "rate": "Taux",
        "funding_year": "Année de financement",
        "indicator_baseline": "Valeur de départ",
        "indicator_target": "Valeur cible",
        "indicator_result": "Résultat",
    }.items()
)
_PILOTS = frozenset({PILOT.name, *PILOT.others})
ONLY_IN = frozenset(
    {SUB_AXIS.name, STEP.name, PROGRESS.name, CONTINUOUS.name, *(one.name for one in MONEY)}
)


class PlanSpec(TableSpec):
    """A plan, some headers of which mean something of their own."""

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, each being a field of a plan."""
        apart = [_of_partners(one) for one in columns]
        if not any(one.field in _PILOTS for one in apart):
            apart = [_first_structure(one) for one in apart]
        has_pilot = any(one.field in _PILOTS for one in apart)
        return super().settled([_own_column(one, has_pilot) for one in apart])


def _of_partners(column: Column) -> Column:
    """« Acteurs à mobiliser », « Cofinanceurs et partenaires », above names and not amounts."""
    words = set(singular_key(column.header).split())
    is_taken = column.field in _TAKEN_FOR_PARTNERS or column.is_twin
    if column.is_chosen or not is_taken or not words & _PARTNERS or words & _PAYING:
        return column
    has_amounts = any(map(read_amount, column.samples))
    return column if has_amounts else replace(column, field=PARTNERS.name)


def _first_structure(column: Column) -> Column:
    """A column left aside for one of structures that was of partners."""
    match = match_header(column.header) if column.is_twin else None
    return replace(column, field=match.field) if match and match.field in _PILOTS else column


def _own_column(column: Column, has_pilot: bool) -> Column:
    """Who follows an action, beside who carries it, does not carry it."""
    if column.is_chosen:
        return column
    key = singular_key(column.header)
    if column.field == PERSON.name and has_pilot and "suivi" in key.split():
        return replace(column, field=IGNORED)
    return replace(column, field=_OWN.get(key, column.field))


SPEC = PlanSpec(
    (
        *(NUMBER, AXIS, SUB_AXIS, OBJECTIVE, TITLE, STEP, DESCRIPTION, PILOT, SERVICE, PERSON),
        *(COPILOT, PARTNERS, PUBLICS, GROUND, ELECTED, START_ON, DUE_ON, SCHEDULE, WRITTEN, STATUS),
        *(PROGRESS, CONTINUOUS, PRIORITY, NEXT, SCHEMES, FINDING, FACILITIES, *TEXTS, *MONEY),
    ),
    frozenset({TITLE.name}),
    "aucune colonne d’actions",
)
