"""Which question does the plan put by link?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.share_asks.queries import PURPOSE, sheet_of
from maillage.trade.plan.share_asks.views import answer_share

questions.answer(
    lambda: (Question(PURPOSE, _("Une part du plan"), answer_share, sheet=sheet_of, record=Share),)
)
