"""What tells the columns of a list of facilities where no known header does?"""

import re

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.signs import CARRIED_BY, Signs
from maillage.trade.context.choices import FacilityKind
from maillage.trade.context.facilities.cells import kind_of
from maillage.trade.context.value_kinds import is_body, is_day, is_place, is_words

_HOUR = re.compile(r"\d ?h\b|\d ?h ?\d|\b(?:lun|mar|mer|jeu|ven|sam|dim)\w*\b", re.IGNORECASE)
_STATE = re.compile(r"\b(?:ouvert|fermée?s?|projet|prévu|en service|actif)", re.IGNORECASE)
_PREMISES = re.compile(
    r"\b(?:salles?|maisons?|groupe|batiment|local|locaux|espace|pole|stade|gymnase|parc|rue|avenue|"
    r"centre|ecoles?|college|foyer|mediatheque|bibliotheque|presbytere|zone|quartier|hall|annexe)\b"
)
_SERVICE = r"ps[uo]?\b|prestation de service"
_NO_END = r"duree|montant|n\b|num|effet|debut|taux"


def _is_commune(text: str) -> bool:
    """Whether a text may be the name of a commune, and not that of a building."""
    return is_place(text) and not _PREMISES.search(folded(text))


def _agreement(words: str, other: str = "") -> Signs:
    """An agreement named in a header, and no other one, over the days when it ends."""
    return Signs(words, is_day, but="|".join(filter(None, (_NO_END, other))))


SIGNS = {
    "service_name": Signs(
        r"noms?\b|structure|equipement|etablissement|site\b|lieu|intitul|denomin|designat|libell|"
        r"enseigne|appell",
        is_words,
        but=r"gestion|gere|commune|implant|localis|situ|type|nature|categor|adresse|referent|direct|mail|tel|internet",
    ),
    "service_kind": Signs(
        r"type|nature|categor|famille|mode", lambda text: kind_of(text) != FacilityKind.OTHER
    ),
    "commune": Signs(
        r"commune|localis|localit|implant|ville|village|lieu|situe|site\b|^ou\b",
        _is_commune,
        but=r"gestion|gere|lieu dit|nom du (?:lieu|site)",
        yields=frozenset({"service_name"}),
    ),
    "managing_body": Signs(
        rf"gestion|gere|{CARRIED_BY}|exploit|employ|maitr\w+ d ouvrage|qui\b|organis|operateur|"
        r"delegataire|responsable|anime|assure",
        is_body,
        but="elu|referent|financ",
    ),
    "capacity": Signs(
        r"places?\b|capacit|agree|effectif|jauge|accueil",
        lambda text: text[:1].isdigit() and not is_day(text),
        but="date",
    ),
    "opening_hours": Signs(
        r"horaire|heure|ouvert|amplitude|jours?\b", lambda text: bool(_HOUR.search(text))
    ),
    "status": Signs(
        r"situation|etat\b|statut|fonctionn|activite|ouvert\w* (?:ou |et )?ferm|en service",
        lambda text: bool(_STATE.search(text)),
        but="date|depuis|annee|annuel|period|semaine|vacance|conge|jour|heure",
    ),
    "since": Signs(
        r"ouvert|creation|cree|depuis|mise en service",
        lambda text: is_day(text) or bool(_STATE.search(text)),
        but="jour|heure|horaire|public|ferm",
    ),
    "pmi_agreement_end": _agreement(r"pmi\b"),
    "caf_agreement_end": _agreement(r"cof\b|convention caf", _SERVICE),
    "service_agreement_end": _agreement(_SERVICE),
    "delegation_end": _agreement(r"dsp\b|delegation"),
}
