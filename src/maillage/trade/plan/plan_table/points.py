"""What does an officer's table of actions tell on other pages?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.fiches.labels import RUBRICS
from maillage.trade.plan.fiches.models import FicheText
from maillage.trade.plan.plan_table.target import PLAN


@panels.answer
def texts_of_action(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What the table said of an action, word for word, in one query; for the team that had it."""
    access = as_access(reader)
    if kind != "action" or not permissions.can_read_sources(access):
        return ()
    rows = FicheText.objects.filter(action__in=actions(access), action=number)
    words = {one.key: one.words for one in rows}
    texts = [(label, words[key]) for key, label in RUBRICS.items() if key in words]
    if not texts:
        return ()
    title, template = _("Ce que dit votre tableau"), "plan/parts/fiche_texts.html"
    return (Panel(title, template, {"texts": texts}, slot="folded"),)


imports.answer(lambda: (PLAN,))
