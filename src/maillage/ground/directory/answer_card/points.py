"""What is a structure asked by link of its own card?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.ground.directory.answer_card.views import answer_card
from maillage.ground.directory.records.models.organisations import Organisation

questions.answer(
    lambda: (
        Question(
            "card",
            _("La carte de la structure"),
            answer_card,
            record=Organisation,
            several=_("Les cartes des structures"),
        ),
    )
)
