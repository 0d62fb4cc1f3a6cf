"""Where do the calls name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.plan.selection.models import (
    Ballot,
    Candidacy,
    Criterion,
    FunderOpinion,
    ProjectCall,
    ScoringGrid,
)

# Their name in what was written of projects; marks keep their voice.
forget_selection = erasing(
    Erasable(ProjectCall, texts=("title",)),
    Erasable(ScoringGrid, texts=("title",)),
    Erasable(Criterion, "grid", ("label", "help")),
    Erasable(Candidacy, "call", ("result_why",)),
    Erasable(Ballot, "candidacy__call", ("why", "told_by")),
    Erasable(FunderOpinion, "candidacy__call", ("conditions", "told_by")),
)
