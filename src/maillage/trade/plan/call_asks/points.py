"""Which questions do calls for projects put by link?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.plan.call_asks.queries import OPINION, SCORES, CallFunder, last_days, sheet_of
from maillage.trade.plan.call_asks.views import answer_opinion, answer_scores
from maillage.trade.plan.selection.models import CallVoice

questions.answer(
    lambda: (
        Question(
            SCORES,
            _("Les notes d’une voix"),
            answer_scores,
            last_days,
            sheet_of,
            CallVoice,
            several=_("Les notes de plusieurs voix"),
        ),
        Question(
            OPINION,
            _("L’avis d’un financeur"),
            answer_opinion,
            sheet=sheet_of,
            record=CallFunder,
            several=_("L’avis de financeurs"),
        ),
    )
)
