"""What the dialogue asks by link: what a structure says of the options of a compromise."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.dialogue.option_asks.queries import PURPOSE
from maillage.trade.dialogue.option_asks.views import answer_options


@questions.answer
def dialogue_questions() -> Sequence[Question]:
    """The answer of a structure to each option."""
    return (Question(PURPOSE, _("Les options d’un compromis"), answer_options),)
