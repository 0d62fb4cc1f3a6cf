"""How was an answer known, and what is said to those who answer second?"""

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.choices import Means


class DatedAnswer(Protocol):
    """An answer gathered on a day that another may replace."""

    means: str
    told_on: date


def means_words(answer: DatedAnswer) -> str:
    """How the answer was known and when, without the name of its informant."""
    return f"{Means(answer.means).label}, {french.long_date(answer.told_on)}"


def rival_words(standing: str) -> str:
    """The refusal of an answer that comes second; `standing` is what was recorded meanwhile."""
    return _(
        "Pendant que vous écriviez, une autre réponse a été notée : %(standing)s. Rien n’est "
        "perdu : relisez la vôtre, puis envoyez-la de nouveau pour la remplacer."
    ) % {"standing": standing}
