"""Where do the calls name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.plan.selection.models import (
    Ballot,
    Candidacy,
    Criterion,
    FunderOpinion,
    ProjectCall,
    ScoringGrid,
)

ERASABLES = (
    Erasable(ProjectCall, texts=("title",)),
    Erasable(ScoringGrid, texts=("title",)),
    Erasable(Criterion, "grid", ("label", "help")),
    Erasable(Candidacy, "call", ("result_why",)),
    Erasable(Ballot, "candidacy__call", ("why", "told_by")),
    Erasable(FunderOpinion, "candidacy__call", ("conditions", "told_by")),
)


def forget_selection(somebody: Somebody) -> None:
    """Their name in what was written of projects; marks keep their voice."""
    for one in ERASABLES:
        one.erase(somebody)
