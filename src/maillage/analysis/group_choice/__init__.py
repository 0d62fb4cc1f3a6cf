"""How does a group choose? By consent, by judgment, by duels, or by the date that suits most."""

from maillage.analysis.group_choice.consent import Consent, ConsentRound, Objection, consent
from maillage.analysis.group_choice.date_poll import DateReading, Invited, date_poll
from maillage.analysis.group_choice.majority_judgment import Judgment, majority_judgment
from maillage.analysis.group_choice.ranked_choice import RankedChoice, Ranking, ranked_choice

__all__ = [
    "Consent",
    "ConsentRound",
    "DateReading",
    "Invited",
    "Judgment",
    "Objection",
    "RankedChoice",
    "Ranking",
    "consent",
    "date_poll",
    "majority_judgment",
    "ranked_choice",
]
