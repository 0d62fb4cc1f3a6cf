"""Where does the fiche of an action name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable, each_line
from maillage.trade.plan.fiches.models import FicheText, FicheVersion

ERASABLES = (
    Erasable(FicheText, "action", ("words",), way=each_line),
    Erasable(FicheVersion, "action", ("title", "reason"), way=each_line),
)


def forget_fiches(somebody: Somebody) -> None:
    """Their name in the rubrics that are written, and in those that were frozen."""
    for one in ERASABLES:
        one.erase(somebody)
    rows = FicheVersion.objects.filter(action__cooperation__workspace=somebody.workspace_id)
    for version in rows:
        content = [one | {"words": each_line(somebody, one["words"])} for one in version.content]
        if content != version.content:
            FicheVersion.objects.filter(pk=version.pk).update(content=content)
