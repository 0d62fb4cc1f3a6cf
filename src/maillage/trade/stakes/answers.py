"""What stakes ask by link: what an actor wants, and by which themes it would begin."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.stakes.position_asks import queries as asks
from maillage.trade.stakes.position_asks.views import answer_positions
from maillage.trade.stakes.priorities.queries import asks as theme_asks
from maillage.trade.stakes.priorities.views.asks import answer_priorities


@questions.answer
def stake_questions() -> Sequence[Question]:
    """The positions of a structure on the stakes put to it, and what the themes touch for it."""
    return (
        Question(asks.PURPOSE, _("Ce qu’une structure veut"), answer_positions),
        Question(theme_asks.PURPOSE, _("Les priorités d’une structure"), answer_priorities),
    )
