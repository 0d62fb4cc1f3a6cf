"""Which columns does a plan have, and how is each read?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import (
    BY_HEADER,
    BY_VALUES,
    ELSEWHERE,
    UNKNOWN,
    Column,
)
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, TableSpec, words
from maillage.foundation.exchange.tables.value_looks import is_person_text
from maillage.foundation.exchange.vocabulary.words import singular_key
from maillage.trade.plan.periods import Doubt, PlanPeriod, Side, read_period
from maillage.trade.plan.plan_table.levels import with_levels
from maillage.trade.plan.plan_table.names import is_of_a_kind, listed
from maillage.trade.plan.plan_table.signs import SIGNS

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
# What these headers say in a plan that no other column says it, whatever they say elsewhere.
_WHERE_LACKING = {
    "action_number": ("Code", "Code fiche", "Fiche", "Fiche n°", "Action n°", "Numéro"),
    "action_title": ("Titre",),
    "partners": ("Avec",),
    "publics": ("Pour qui",),
}
_LACKING = {name: frozenset(map(singular_key, headers)) for name, headers in _WHERE_LACKING.items()}
# Beside these, a title is that of an action; beside those, somebody's.
_OF_A_PLAN = frozenset(
    {"action_number", "axis", "objective", "pilot_organisation", "copilot", "partners", "status"}
) | {"progress", "start_on", "due_on", "schedule", "priority"}
_OF_SOMEBODY = frozenset({"family_name", "given_name", "email", "phone", "mobile"})
_FEWEST = 2
# « Cibles » of Territoires en transitions.
_ONE_PUBLIC = frozenset({"grand public et associations"})
_A_NUMBER = re.compile(r"(?:[^\W\d]{1,6}[ .-]?){0,2}(?:n°\s?)?\d[\w.\-/ ]{0,7}")
_STEPS = re.compile(r"\A(?!.*\b(?:prochain|suivant|derni)).*\b(?:etape|jalon|phasage|deroul)")
_OF_A_STEP = re.compile(r"\b(?:etape|jalon|phase)")
_TAKEN_FOR_PARTNERS = frozenset({"organisation_name", "funder"})
_PARTNERS, _PAYING = frozenset({"partenaire", "acteur"}), frozenset({"financier"})
_OWN = {singular_key(header): name for name, some in _HEADERS.items() for header in some}
_WRONG_SIDE = {
    True: lazy("Ces mots disent une fin : écrivez quand cela commence."),
    False: lazy("Ces mots disent un début : écrivez pour quand."),
}
_STRUCTURES_OR_PEOPLE = lazy("Ces noms semblent ceux de structures : sont-ils ceux de personnes ?")
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
    elif period.doubt is Doubt.VAGUE and (day := period.last or period.first):
        sentence = _("Lu %(day)s, à vérifier.") % {"day": french.long_date(day)}
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


def publics_in(row: TableRow, name: str) -> list[str]:
    """The publics that a cell lists; one that a platform names with « et » is one of them."""
    text = raw(row, name)
    return [text] if folded(text) in _ONE_PUBLIC else lists(row, name)


AXIS = Field("axis", "Axe", raw, is_carried=True)
SUB_AXIS = Field("sub_axis", "Sous-axe", raw, is_carried=True)
OBJECTIVE = Field("objective", "Objectif", raw, is_carried=True)
NUMBER = Field("action_number", "N° de fiche", words())
TITLE = Field("action_title", "Action", raw, others=("plan_title",))
STEP = Field("sub_action_title", "Sous-action", raw)
STEP_DUE = Field("step_due", "Échéance de l’étape", words())
DESCRIPTION = Field("action_description", "Description", raw)
PILOT = Field(
    "pilot_organisation",
    "Structure pilote",
    raw,
    others=("organisation_name", "managing_body"),
)
SERVICE = Field("pilot_service", "Service pilote", words(), others=("department",))
PERSON = Field(
    "pilot_person",
    "Personne pilote",
    raw,
    others=("person_name", "technician_name"),
)
COPILOT = Field("copilot", "Copilote", raw)
PARTNERS = Field("partners", "Partenaires", lists)
PUBLICS = Field("publics", "Publics", publics_in)
GROUND = Field("territory", "Territoire", lists, others=("commune", "facility_zone"))
ELECTED = Field("elected_name", "Élu référent", raw)
START_ON = Field("start_on", "Début", words(), others=("since",), titles=("Date de début",))
DUE_ON = Field(
    "due_on", "Fin prévue", words(), others=("until",), titles=("Fin", "Date de fin", "Échéance")
)
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
    {
        SUB_AXIS.name,
        STEP.name,
        STEP_DUE.name,
        PROGRESS.name,
        CONTINUOUS.name,
        *(one.name for one in MONEY),
    }
)


class PlanSpec(TableSpec):
    """A plan, some headers of which mean something of their own."""

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, each being a field of a plan."""
        apart = _with_days_of_steps(_where_lacking([_of_partners(one) for one in columns]))
        if not any(one.field in _PILOTS for one in apart):
            apart = [_carrier(_first_structure(one)) for one in apart]
        has_pilot = any(one.field in _PILOTS for one in apart)
        return with_levels(super().settled([_own_column(one, has_pilot) for one in apart]))


def _of_partners(column: Column) -> Column:
    """« Acteurs à mobiliser », « Cofinanceurs et partenaires », above names and not amounts."""
    words = set(singular_key(column.header).split())
    is_taken = column.field in _TAKEN_FOR_PARTNERS or column.is_twin
    if column.is_chosen or not is_taken or not words & _PARTNERS or words & _PAYING:
        return column
    has_amounts = any(map(read_amount, column.samples))
    return column if has_amounts else replace(column, field=PARTNERS.name)


def _where_lacking(columns: list[Column]) -> list[Column]:
    """« Titre », « Code », « Avec », where no other column gives what they give in a plan."""
    for name in _LACKING:
        taken = {one.field for one in columns}
        first = next((one for one in columns if _may_be(one, name, columns)), None)
        if first and name not in taken:
            meant = replace(first, field=name, reason=BY_VALUES, elsewhere="", doubt="")
            columns = [meant if one is first else one for one in columns]
    return columns


def _may_be(column: Column, name: str, columns: Sequence[Column]) -> bool:
    """Whether a column left aside is this one by its header and what stands around it."""
    is_free = column.field == IGNORED and column.reason in {UNKNOWN, ELSEWHERE}
    is_free = is_free or (name == PARTNERS.name and column.field in _TAKEN_FOR_PARTNERS)
    is_free = is_free or (name == NUMBER.name and (column.is_twin or column.field == TITLE.name))
    is_free = is_free and not column.is_decided
    if not is_free or singular_key(column.header) not in _LACKING[name]:
        return False
    if name == NUMBER.name:
        return bool(column.samples) and all(map(_A_NUMBER.fullmatch, column.samples))
    fields = {one.tells for one in columns if one is not column}
    return name != TITLE.name or (len(fields & _OF_A_PLAN) >= _FEWEST and not fields & _OF_SOMEBODY)


def looks_like_a_plan(columns: Sequence[Column]) -> bool:
    """Whether columns without an action are those of a plan, and of nobody's card."""
    matches = filter(None, (match_header(one.header) for one in columns))
    fields = {match.field for match in matches}
    return len(fields & _OF_A_PLAN) > _FEWEST and not fields & _OF_SOMEBODY


def _with_days_of_steps(columns: list[Column]) -> list[Column]:
    """The day at the right of each of several steps, or of one after the end of the action."""
    pairs = [
        (step, day)
        for step, day in pairwise(columns)
        if is_step(step) and day.field == DUE_ON.name and not day.is_chosen
    ]
    days = {day.number for _step, day in pairs}
    ends = [one.number for one in columns if one.field == DUE_ON.name and one.number not in days]
    are_of_steps = any(_OF_A_STEP.search(folded(day.header)) for _step, day in pairs)
    is_after = bool(days) and min(ends, default=max(days)) < min(days)
    if not (len(days) >= _FEWEST or is_after or are_of_steps):
        return columns
    return [replace(c, field=STEP_DUE.name) if c.number in days else c for c in columns]


def is_step(column: Column) -> bool:
    """Whether a column holds steps, each line of which is one."""
    return column.field == NEXT.name and heads_steps(column.header)


def heads_steps(header: str) -> bool:
    """Whether a header says that what stands under it is steps: « Jalons », « Grandes étapes »."""
    return bool(_STEPS.match(folded(header)))


def _carrier(column: Column) -> Column:
    """« Responsable » over structures and nobody's name, which the officer is asked about."""
    if column.is_decided or column.field not in {PERSON.name, *PERSON.others}:
        return column
    if singular_key(column.header) != "responsable":
        return column
    is_of_people = any(is_person_text(text) or is_function(text) for text in column.samples)
    if is_of_people or not any(map(is_of_a_kind, column.samples)):
        return column
    return replace(column, field=PILOT.name, doubt=str(_STRUCTURES_OR_PEOPLE))


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
        return replace(column, field=IGNORED, reason=UNKNOWN)
    return replace(column, field=_OWN[key], reason=BY_HEADER) if key in _OWN else column


SPEC = PlanSpec(
    (
        *(NUMBER, AXIS, SUB_AXIS, OBJECTIVE, TITLE, STEP, STEP_DUE, DESCRIPTION),
        *(PILOT, SERVICE, PERSON),
        *(COPILOT, PARTNERS, PUBLICS, GROUND, ELECTED, START_ON, DUE_ON, SCHEDULE, WRITTEN, STATUS),
        *(PROGRESS, CONTINUOUS, PRIORITY, NEXT, SCHEMES, FINDING, FACILITIES, *TEXTS, *MONEY),
    ),
    frozenset({TITLE.name}),
    "aucune colonne d’actions",
    signs=SIGNS,
    record=TITLE.name,
)
