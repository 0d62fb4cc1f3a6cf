"""Which question does what is due put by link?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.context.duties.models import DutyPiece
from maillage.trade.context.piece_asks.queries import PURPOSE, days_of, sheet_of
from maillage.trade.context.piece_asks.views import answer_piece

questions.answer(
    lambda: (
        Question(
            PURPOSE,
            _("Une pièce due"),
            answer_piece,
            days_of,
            sheet_of,
            DutyPiece,
            several=_("Des pièces dues"),
        ),
    )
)
