"""What governance asks by link: when does your council meet, what did it vote?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.answering import Question, questions
from maillage.trade.governance.services.answers_by_link import PURPOSE
from maillage.trade.governance.views.answer_vote import answer_vote


@questions.answer
def governance_questions() -> Sequence[Question]:
    """The answer of a council to a joint question, given by its structure."""
    return (Question(PURPOSE, _("Le vote d’un conseil"), answer_vote),)
