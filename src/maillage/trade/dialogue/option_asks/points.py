"""What is a structure asked of the options of a compromise?"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import Waiting
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.room_answers.agenda import waits
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.dialogue.compromises.models import CompromiseParty
from maillage.trade.dialogue.option_asks.queries import PURPOSE, waiting_parties
from maillage.trade.dialogue.option_asks.views import answer_options

MOST = 10


@waits(
    rows=lambda cooperation, _today: waiting_parties(cooperation),
    can=lambda access: access.role == Role.PARTNER,
    tool="compromises",
)
def options_wait(access: Access, _today: date) -> list[Waiting]:
    """The options put to the structures for which the reader speaks."""
    rows = waiting_parties(access.cooperation_id)
    rows = rows.filter(actor__organisation__in=spoken_for(access)).order_by("-pk")
    return [
        Waiting(
            _("Dire quelles options votre structure accepte"),
            _("« %(question)s » : %(name)s est consultée sur les options.")
            % {"question": one.compromise.title, "name": one.actor},
            reverse("dialogue:option_answer", args=[access.cooperation.slug, one.pk]),
            verb=_("Répondre"),
        )
        for one in rows[:MOST]
    ]


questions.answer(
    lambda: (
        Question(PURPOSE, _("Les options d’un compromis"), answer_options, record=CompromiseParty),
    )
)
