"""What is a structure asked of what it wants?"""

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
from maillage.trade.stakes.position_asks.queries import PURPOSE, waiting_asks
from maillage.trade.stakes.position_asks.views import answer_positions


@waits(
    rows=lambda cooperation, _today: waiting_asks(cooperation),
    can=lambda access: access.role == Role.PARTNER,
    tool="positions",
)
def positions_wait(access: Access, _today: date) -> list[Waiting]:
    """The stakes put to the structures for which the reader speaks."""
    rows = waiting_asks(access.cooperation_id)
    rows = rows.filter(actor__organisation__in=spoken_for(access))
    return [
        Waiting(
            _("Dire ce que votre structure en attend"),
            _("Des enjeux sont soumis %(to)s : pour, contre, et ce que cela touche chez vous.")
            % {"to": french.to_body(str(one.actor))},
            reverse("stakes:position_answer", args=[access.cooperation.slug, one.pk]),
            verb=_("Répondre"),
        )
        for one in rows.select_related("actor__organisation").order_by("-pk")[:MOST_WAITING]
    ]


questions.answer(
    lambda: (
        Question(
            PURPOSE,
            _("Ce qu’une structure veut"),
            answer_positions,
            several=_("Ce que des structures veulent"),
        ),
    )
)
