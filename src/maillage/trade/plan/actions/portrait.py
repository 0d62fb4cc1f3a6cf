"""What does the portrait of a cooperation say of its plan?"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.panels import Panel
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.actions.queries.rows import plan_counts
from maillage.trade.plan.actions.views.register import heading
from maillage.trade.plan.actions.words import counted_actions, plan_sentence
from maillage.trade.plan.objectives.queries import objectives


def portrait_panels(access: Access, today: date) -> Sequence[Panel]:
    """Where the plan is, then how many actions of each axis are in which state.

    Nothing while this reader reads no action.
    """
    counts = plan_counts(access, today)
    if not counts.all:
        return ()
    every = address("plan:actions", access.cooperation.slug)
    axes = objectives(access).filter(pk__in=[one for one in counts.by_axis if one])
    lines = [
        Line(
            heading(one),
            counted_actions(counts.by_axis[one.pk]),
            f"{every}?axe={one.pk}&filtres=1",
        )
        for one in axes
    ]
    if lines and 0 in counts.by_axis:
        lines.append(Line(_("Sans objectif"), counted_actions(counts.by_axis[0])))
    context: dict[str, object] = {"sentence": plan_sentence(counts), "lines": lines}
    return (Panel(_("Le plan d’action"), "plan/parts/portrait.html", context),)
