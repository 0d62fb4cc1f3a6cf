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
    "association": "association",
    "private_body": "organisme de droit privé",
}

PRIVATE_KINDS: Final = frozenset({"association", "private_body"})

COUNTINGS: Final[Mapping[str, str]] = {
    "clear": "jours francs",
    "safe": "jours pleins, lecture prudente",
    "eve": "la veille",
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

SILENCE_FINDINGS: Final = ("express_vote_required", "simple_opinion")

MAJORITIES: Final = (
    "qualified_majority",
    "unanimity",
    "simple_majority_each",
    "two_thirds_of_composition",
    "weighted_seats",
    "required_structures",
)

STATUSES: Final = ("vérifié", "à vérifier")
