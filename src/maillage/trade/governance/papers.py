"""Which papers does governance write?"""

from collections.abc import Sequence

from maillage.foundation.documents.writing.kinds import Paper, papers
from maillage.trade.governance.joint_decisions.papers.papers import decision_papers
from maillage.trade.governance.meetings.papers.papers import meeting_papers
from maillage.trade.governance.minutes.papers import record_papers


@papers.answer
def governance_papers() -> Sequence[Paper]:
    """The papers of a meeting, then those of a joint decision and of its councils."""
    return (*meeting_papers(), *record_papers(), *decision_papers())
