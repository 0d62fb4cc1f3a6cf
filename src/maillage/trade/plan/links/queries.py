"""Which decisions and which actions is an action tied to, as this reader may see them?"""

from django.db.models import Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries.actions import editable_actions
from maillage.trade.plan.links.models import ActionDecision, ActionLink


def action_links(access: Access) -> QuerySet[ActionLink]:
    """The links of which this reader may see both actions."""
    seen = Action.objects.visible_to(access)
    return ActionLink.objects.filter(one__in=seen, other__in=seen).select_related("one", "other")


def links_of(access: Access, action: Action) -> QuerySet[ActionLink]:
    """Those of one action."""
    return action_links(access).filter(Q(one=action) | Q(other=action))


def editable_links(access: Access) -> QuerySet[ActionLink]:
    """Those of which this reader writes one action at least."""
    own = editable_actions(access)
    return action_links(access).filter(Q(one__in=own) | Q(other__in=own))


def action_decisions(access: Access) -> QuerySet[ActionDecision]:
    """The decisions on which the actions that this reader may see depend."""
    rows = ActionDecision.objects.filter(action__in=Action.objects.visible_to(access))
    return rows.select_related("action__cooperation__workspace", "decision", "joint_decision")


def editable_decisions(access: Access) -> QuerySet[ActionDecision]:
    """Those of the actions that this reader writes."""
    return action_decisions(access).filter(action__in=editable_actions(access))
