"""What governance asks by link: a vote, dates, a commitment, names."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.trade.governance.commitments.services import commitments_by_link
from maillage.trade.governance.commitments.views.answer_commitment import answer_commitment
from maillage.trade.governance.consultations import queries as consultations
from maillage.trade.governance.consultations.views.answers import answer_consultation
from maillage.trade.governance.date_polls import queries as date_polls
from maillage.trade.governance.date_polls.views.answers import answer_dates
from maillage.trade.governance.joint_decisions.services.answers_by_link import PURPOSE
from maillage.trade.governance.joint_decisions.views.answer_vote import answer_vote
from maillage.trade.governance.meetings.queries import calendars
from maillage.trade.governance.meetings.views.calendars import calendar_feed
from maillage.trade.governance.minutes.queries import record_answers
from maillage.trade.governance.minutes.views.record_answers import answer_record
from maillage.trade.governance.nominations import queries as nominations
from maillage.trade.governance.nominations.views.answer_names import answer_names


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
