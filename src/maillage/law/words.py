"""Which words do the rules use, and how does the screen say them in French?"""

from collections.abc import Mapping
from typing import Final, Literal

Level = Literal["information", "attention", "alert"]

LEVELS: Final[Mapping[str, str]] = {
    "information": "information",
    "attention": "attention",
    "alert": "alerte",
}

BODY_KINDS: Final[Mapping[str, str]] = {
    "commune": "commune",
    "epci": "EPCI à fiscalité propre",
    "commune_syndicate": "syndicat de communes",
    "closed_syndicate": "syndicat mixte fermé",
    "open_syndicate": "syndicat mixte ouvert",
    "departement": "département",
    "region": "région",
    "chamber": "chambre consulaire",
    "association": "association",
    "private_body": "organisme de droit privé",
}

PRIVATE_KINDS: Final = frozenset({"association", "private_body"})

# Their decisions are neither transmitted to the State nor published as acts.
WITHOUT_ACTS: Final = PRIVATE_KINDS | {"chamber"}

COMPETENCES: Final[Mapping[str, str]] = {
    "water": "eau et cours d’eau",
    "drinking_water": "eau potable",
    "sanitation": "assainissement",
    "waste": "déchets",
    "energy": "électricité ou gaz",
    "electronic_communications": "communications électroniques",
}

SHARED: Final[Mapping[str, str]] = {
    "service": "un service, des agents",
    "purchase": "un achat",
    "equipment": "un équipement",
    "decisions": "des décisions",
    "project": "un projet, sans moyens communs",
    "money": "un financement",
}

COUNTINGS: Final[Mapping[str, str]] = {
    "clear": "jours francs",
    "safe": "jours pleins, lecture prudente",
    "eve": "la veille",
    "statutes": "selon les statuts",
}

SECOND_MEETINGS: Final[Mapping[str, str]] = {
    "convocation": "seconde convocation",
    "as_of_right": "de plein droit",
    "statutes": "selon les statuts",
}

EFFECTS_OF_SILENCE: Final[Mapping[str, str]] = {
    "agreement": "accord",
    "refusal": "refus",
    "none": "le silence n’a pas de sens",
}

ELECTIONS: Final[Mapping[str, str]] = {
    "municipal": "municipales et communautaires",
    "senatorial": "sénatoriales",
    "presidential": "présidentielle",
    "departmental_regional": "départementales et régionales",
    "legislative": "législatives",
    "european": "européennes",
    "municipal_partial": "municipale partielle",
}

SILENCE_FINDINGS: Final[Mapping[str, str]] = {
    "express_vote_required": "vote exprès nécessaire",
    "simple_opinion": "avis simple",
}

MAJORITIES: Final[Mapping[str, str]] = {
    "qualified_majority": "majorité qualifiée",
    "unanimity": "unanimité",
    "each_for_itself": "chaque structure pour elle-même",
    "simple_majority_each": "majorité simple dans chaque conseil",
    "two_thirds_of_composition": "deux tiers des membres composant le comité",
    "weighted_seats": "sièges pondérés",
    "required_structures": "structures indispensables",
}

ACT_STATES: Final[Mapping[str, str]] = {
    "to_vote": "à voter",
    "voted": "votée",
    "transmitted": "transmise, à publier",
    "published": "publiée, à transmettre",
    "executory": "exécutoire",
}

PROXY_REASONS: Final[Mapping[str, str]] = {
    "not_written": "pouvoir non écrit",
    "more_than_three_sessions": "plus de trois séances de suite",
    "holder_already_has_one": "un seul pouvoir par porteur",
}

CHALLENGERS: Final[Mapping[str, str]] = {
    "third_party": "tiers",
    "addressee": "destinataire",
    "prefect": "préfet",
}

DISTANCES: Final[Mapping[str, str]] = {
    "metropolitan": "métropole",
    "overseas": "outre-mer",
    "abroad": "étranger",
}

SITUATIONS: Final[Mapping[str, str]] = {
    "ordinary": "cas ordinaire",
    "lead_competence_without_convention": "compétence à chef de file, sans convention",
    "school_energy_renovation": "rénovation énergétique d’une école",
}

PURPOSES: Final[Mapping[str, str]] = {
    "equipment": "réaliser ou faire fonctionner un équipement",
    "service": "service rendu",
    "energy": "énergie, avec un syndicat d’électricité",
}

SIDES: Final[Mapping[str, str]] = {"payer": "payeur", "beneficiary": "bénéficiaire"}

VERIFIED: Final = "vérifié"
TO_VERIFY: Final = "à vérifier"
