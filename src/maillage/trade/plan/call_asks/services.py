"""What is said by link of the projects of a call is written at once, and closes its link."""

from collections.abc import Iterable

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.trade.plan.call_asks.forms import Part
from maillage.trade.plan.selection.answer_forms import BallotForm
from maillage.trade.plan.selection.services import SELECTION, record_ballot, record_opinion


def answer_by_link(*, link: AnswerLink, by: str, parts: Iterable[Part]) -> None:
    """The marks of a voice, or the opinions of a funder.

    Raises LinkClosedError when another answer came first, RivalAnswerError when one came since
    the page was opened, ClosedError after the last day to mark; nothing is kept then.
    """
    with answering(link, by, SELECTION):
        for one in parts:
            if isinstance(one, BallotForm):
                ballot = one.ballot(None, by, Means.LINK)
                record_ballot(ballot=ballot, values=one.values(), read=one.number_read)
            else:
                record_opinion(opinion=one.answer(None, by, Means.LINK), read=one.number_read)
