"""What the directory asks by link: is this card right, and whom should one call?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.ground.directory.answer_card.views import answer_card


@questions.answer
def directory_questions() -> Sequence[Question]:
    """The card of a structure, confirmed or corrected by itself."""
    return (Question("card", _("La carte de la structure"), answer_card),)
