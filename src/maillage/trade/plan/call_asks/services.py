"""What is said by link of the projects of a call is written at once, and closes its link."""

from collections.abc import Iterable, Mapping

from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.trade.plan.selection.models import Ballot, FunderOpinion
from maillage.trade.plan.selection.services import SELECTION, record_ballot, record_opinion


def answer_by_link(
    *,
    link: AnswerLink,
    by: str,
    ballots: Iterable[tuple[Ballot, Mapping[int, int], int]] = (),
    opinions: Iterable[tuple[FunderOpinion, int]] = (),
) -> None:
    """The ballots of a voice with their marks, or the opinions of a funder, after those read.

    Raises LinkClosedError when another answer came first, RivalAnswerError when one came since
    the page was opened, ClosedError after the last day to mark; nothing is kept then.
    """
    with answering(link, by, SELECTION):
        for ballot, values, read in ballots:
            record_ballot(ballot=ballot, values=values, read=read)
        for opinion, read in opinions:
            record_opinion(opinion=opinion, read=read)
