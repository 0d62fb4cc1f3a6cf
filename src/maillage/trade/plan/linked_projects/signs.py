"""What tells the columns of a list of projects where no known header does?"""

from maillage.foundation.exchange.tables.signs import AIDS, ASKED, BEGINS, CARRIED_BY, THEMES, Signs
from maillage.trade.context.value_kinds import (
    is_body,
    is_day,
    is_label,
    is_place,
    is_somebody,
    is_sum,
    is_words,
)
from maillage.trade.plan.linked_projects.phase_cells import is_phase

SIGNS = {
    "action_title": Signs(
        r"projet|operation|intitul|titre|objet|libell|dossier|travaux",
        is_words,
        but=r"port|date|n\b|num|cout|montant|ref|statut|etat|type|nature$|stade|phase|theme|contact|"
        r"ou (?:en|ca)\b|avanc|maturit|degre",
    ),
    "pilot_organisation": Signs(
        rf"{CARRIED_BY}|maitr\w+ d ouvrage|moa\b|demandeur|candidat|benefici|structure|"
        r"collectivite|commune|mairie|ville|village|bourg|localite|intercommun|association|"
        r"syndicat|qui\b",
        lambda text: is_body(text) or is_place(text),
        but="suit|suivi|contact|financ|elu|mail|tel",
        also=frozenset({"commune"}),
    ),
    "person_name": Signs(
        r"contact|referent|interlocut|suit\b|suivi|charge\b|responsable|personne|joindre|qui\b",
        is_somebody,
        but=r"mail|tel\b|telephone|elue?\b",
    ),
    "project_phase": Signs(
        r"stade|maturite|phase|etat\b|avanc|statut|ou (?:en|ca)\b|degre", is_phase, but="date"
    ),
    "theme": Signs(rf"{THEMES}|categor|famille|rubrique|filiere|artistique", is_label),
    "cost_total": Signs(
        r"cout|montant|budget|depense|enveloppe|prix|assiette|estim|chiffr|devis",
        is_sum,
        but=f"{AIDS}|{ASKED}|taux|part\b|autofinanc|reste|accord|obtenu|verse|annee|date",
    ),
    "amount_requested": Signs(
        ASKED,
        is_sum,
        but=r"cout|budget|depense|recette|emploi|resultat|"
        r"date|annee|nombre|nb|num|taux|part\b|pourcentage",
    ),
    "filed_on": Signs(
        r"depos|depot|recue?s?\b|recept|recepiss|transmis|arrive",
        is_day,
        but=r"limite|avant\b|complet|accord|notif|travaux",
    ),
    "next_step": Signs(r"suite|prochain|suivant|reste a faire|a venir|a faire", is_words),
    "due_on": Signs(
        r"avant\b|pour\b|prevue?s?\b|echeance|limite|delai|butoir|ici\b|quand|prochain|suivant|rendez|jalon|etape",
        is_day,
        but=r"depot|depos|debut|travaux|dernier",
    ),
    "last_contact_on": Signs(r"dernier|vue? le|rencontre|contacte", is_day, but="prochain"),
    "start_on": Signs(BEGINS, is_day, but=r"fin\b|depot"),
}
