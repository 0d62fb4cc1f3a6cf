"""How was an answer known, and what is said to whoever answers second?"""

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.governance.choices import Means
from maillage.trade.governance.models import DateAnswer, Opinion


def means_words(answer: DateAnswer | Opinion) -> str:
    """How the answer was known and when, without the name of who gave it."""
    return f"{Means(answer.means).label}, {french.long_date(answer.told_on)}"


def rival_words(standing: str) -> str:
    """What is said to whoever answers second; `standing` is what was recorded meanwhile."""
    return _(
        "Pendant que vous écriviez, une autre réponse a été notée : %(standing)s. Rien n’est "
        "perdu : relisez la vôtre, puis envoyez-la de nouveau pour la remplacer."
    ) % {"standing": standing}
