"""What tells the columns of a plan where no known header does?"""

import re

from maillage.foundation.exchange.tables.signs import BEGINS, CARRIED_BY, ENDS, Signs
from maillage.trade.context.value_kinds import is_body, is_somebody, is_words
from maillage.trade.plan.periods import Doubt, Side, read_period
from maillage.trade.plan.plan_table.states import (
    is_whole_priority,
    is_whole_state,
    percent_of,
    priority_of,
    state_of,
)


def _holds_days(text: str, side: Side) -> bool:
    """Whether a text is a day or a period, one that comes each year or does not exist."""
    period = read_period(text, side)
    is_impossible = period.doubt is Doubt.IMPOSSIBLE
    return bool(period.first or period.last or period.each_year or is_impossible)


def _names_some(text: str) -> bool:
    """Whether a text names structures or people."""
    return is_body(text) or is_somebody(text)


def _is_state(text: str) -> bool:
    """Whether a text says where an action stands, in words or by a share of it."""
    is_share = percent_of(text) is not None and (text.endswith("%") or bool(_PART.fullmatch(text)))
    return state_of(text) is not None or is_share


def _is_count(text: str) -> bool:
    """Whether a text counts things, as what is aimed at does: « 40 jardins », « + 15 % »."""
    return bool(_COUNT.match(text))


_COUNT = re.compile(r"\A[+≥>-]?\s?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?\s?(?:%|[a-zà-ÿ])")
# A bare number over one may be a count, and no percentage.
_PART = re.compile(r"[01]|0[.,]\d+")
_PILOT = (
    rf"pilot|chef de file|{CARRIED_BY}|maitr\w+ d ouvrage|moa\b|qui\b|anime|"
    r"responsable|referent"
)
_CO = r"co ?(?:pilot|chef|port|respons|maitr|anim)|binome"
_PEOPLE = (
    r"referent|suivi|suit\b|responsable|charge\b|contact|interlocut|technicien|agent|en charge"
)
_ELECTED = (
    r"elue?s?\b|maire|adjoint|vice pres|vp\b|conseill\w+ (?:munic|commun|depart|region|deleg)"
)
_NOT_PEOPLE = rf"partenaire|financ|prestataire|{_ELECTED}|mail|tel\b|telephone|co\b"
SIGNS = {
    "axis": Signs(r"axe|orientation|pilier|ambition|volet", is_words, but="sous|cout|budget"),
    "objective": Signs(
        r"objectif|sous axe|sous orientation|but\b|finalite", is_words, but="reussite|mesure de"
    ),
    "action_title": Signs(
        r"action|intitul|titre|operation|projet|mesure|chantier|fait\b|faire\b|fera\b|ferons\b|feront",
        is_words,
        also=frozenset({"objective"}),
        unless=frozenset({"family_name", "given_name", "email", "phone", "mobile"}),
        but=r"axe|objectif|type|chef|respons|referent|agent|suivi|nature|statut|etat|pilot|ref|port|avanc|cout|budget|date|attend",
    ),
    "action_description": Signs(r"descri|detail|contenu|consist|en quoi|modalit", is_words),
    "pilot_organisation": Signs(
        _PILOT, is_body, but=r"co\b|copilot|elu|avec|pour|a qui|suit|financ|paye"
    ),
    "copilot": Signs(_CO, _names_some, but="elu|financ|cofinanc"),
    "pilot_person": Signs(f"{_PILOT}|{_PEOPLE}", is_somebody, but=_NOT_PEOPLE),
    "elected_name": Signs(
        _ELECTED, is_somebody, but="mail|tel|techni|agent|secret", also=frozenset({"pilot_person"})
    ),
    "partners": Signs(
        r"partenaire|associe|avec\b|appui|acteur|mobilis|contribu",
        lambda text: _names_some(text) or is_words(text),
        but="financ|montant|public|referent|pilot|responsable",
    ),
    "publics": Signs(r"public|benefici|cible|destin|usager", is_words, but="aide|part"),
    "start_on": Signs(
        BEGINS, lambda text: _holds_days(text, Side.START), but=r"fin\b|fini|depot|financ"
    ),
    "due_on": Signs(
        f"{ENDS}|realis|recept|mise? en service",
        lambda text: _holds_days(text, Side.END),
        but=r"depot|depos|candidat|convention|contrat|financ|debut",
    ),
    "schedule": Signs(
        r"calendrier|echeancier|planning|periode|tempor|quand|annees?\b|dates?$|dates? prev",
        lambda text: _holds_days(text, Side.BOTH),
        but=r"debut|fin\b|depot|financ|deliber|vote|accord",
        unless=frozenset({"start_on", "due_on"}),
    ),
    "next_step": Signs(
        r"etape|jalon|phasage|deroul",
        lambda text: is_words(text) and state_of(text) is None,
        but=r"date|fin\b|debut|echeance|statut|etat|avanc|derni|bilan|suivi|point",
    ),
    "indicator_target": Signs(
        r"resultat|cible|valeur|attendu|vise|quantit",
        _is_count,
        but="public|benefici|date|montant|cout",
        also=frozenset({"objective"}),
    ),
    "indicators": Signs(r"indicat|reussite|resultat|mesure de|critere", bool),
    "status": Signs(
        r"avanc|etat\b|statut|ou (?:en|ca)\b|situation|bilan|suivi|realis|stade|progress",
        _is_state,
        but="date|indic|budget|financ",
        proves=is_whole_state,
        also=frozenset({"indicator_result"}),
    ),
    "priority": Signs(
        r"priorit|urgen|importance|rang\b|niveau",
        lambda text: bool(priority_of(text)),
        proves=is_whole_priority,
    ),
}
