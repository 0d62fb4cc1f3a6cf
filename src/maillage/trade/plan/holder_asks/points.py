"""Which question do projects put by link?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.plan.holder_asks.queries import PURPOSE, sheet_of
from maillage.trade.plan.holder_asks.views import answer_holder
from maillage.trade.plan.linked_projects.models import Project

questions.answer(
    lambda: (
        Question(
            PURPOSE,
            _("Le prochain pas d’un projet"),
            answer_holder,
            sheet=sheet_of,
            record=Project,
            several=_("Le prochain pas de projets"),
        ),
    )
)
