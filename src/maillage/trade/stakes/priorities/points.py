"""What is a structure asked of the themes by which it would begin?"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_WAITING, Waiting
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.room_answers.agenda import waits
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.stakes.priorities.queries import PURPOSE, themes_to_weigh, waiting_actors
from maillage.trade.stakes.priorities.views import answer_priorities


@waits(
    rows=lambda cooperation, _today: waiting_actors(cooperation),
    can=lambda access: access.role == Role.PARTNER,
    tool="themes",
)
def priorities_wait(access: Access, _today: date) -> list[Waiting]:
    """The themes put to the structures for which the reader speaks."""
    rows = waiting_actors(access.cooperation_id).filter(organisation__in=spoken_for(access))
    actors = rows[:MOST_WAITING]
    if not actors or not themes_to_weigh(access.cooperation_id):
        return []
    return [
        Waiting(
            _("Dire par quoi commencer, pour votre structure"),
            _("Des thèmes sont soumis %(to)s : ce que chacun touche chez vous.")
            % {"to": french.to_body(str(one))},
            reverse("stakes:theme_priority_answer", args=[access.cooperation.slug, one.pk]),
            verb=_("Répondre"),
        )
        for one in actors
    ]


questions.answer(
    lambda: (
        Question(
            PURPOSE,
            _("Les priorités d’une structure"),
            answer_priorities,
            several=_("Les priorités de structures"),
        ),
    )
)
