"""What do fiches tell on the pages of the other tools?"""

from collections.abc import Sequence

from django.db.models import Model

from maillage.core.fragments import Fragment, fragments
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.writing.kinds import Paper, papers
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.fiches.folder import folder_paper
from maillage.trade.plan.fiches.papers import fiche_paper
from maillage.trade.plan.fiches.queries import fiche_versions
from maillage.trade.plan.fiches.words import version_words

ACTION_PAGE = "plan:action"


@papers.answer
def plan_papers() -> Sequence[Paper]:
    """The fiche of an action, and the folder of them all."""
    return fiche_paper(), folder_paper()


@fragments.answer
def fiche_of_an_action(reader: Reader, page: str, record: Model | None) -> list[Fragment]:
    """The fiche of an action and its versions, on its sheet."""
    if page != ACTION_PAGE or not isinstance(record, Action):
        return []
    rows = fiche_versions(as_access(reader)).filter(action=record)
    versions = [(one.pk, version_words(one)) for one in rows]
    return [Fragment("plan/parts/fiche.html", {"action": record, "versions": versions})]
