"""What governance asks by link: a vote, dates, a commitment, names."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.governance.queries import (
    calendars,
    consultations,
    date_polls,
    nominations,
    record_answers,
)
from maillage.trade.governance.services import commitments_by_link
from maillage.trade.governance.services.answers_by_link import PURPOSE
from maillage.trade.governance.views.answer_commitment import answer_commitment
from maillage.trade.governance.views.answer_names import answer_names
from maillage.trade.governance.views.answer_vote import answer_vote
from maillage.trade.governance.views.calendars import calendar_feed
from maillage.trade.governance.views.consultation_answers import answer_consultation
from maillage.trade.governance.views.date_poll_answers import answer_dates
from maillage.trade.governance.views.record_answers import answer_record


@questions.answer
def governance_questions() -> Sequence[Question]:
    """A council's vote, dates that suit, a commitment; and the calendar that an access reads."""
    return (
        Question(PURPOSE, _("Le vote d’un conseil"), answer_vote),
        Question(nominations.PURPOSE, _("Qui vous représente"), answer_names),
        Question(calendars.PURPOSE, _("L’agenda d’un accès"), calendar_feed),
        Question(consultations.PURPOSE, _("Une consultation écrite"), answer_consultation),
        Question(record_answers.PURPOSE, _("Le relevé d’une séance"), answer_record),
        Question(date_polls.PURPOSE, _("Les dates d’une séance"), answer_dates),
        Question(commitments_by_link.PURPOSE, _("Un engagement pris"), answer_commitment),
    )
