"""Which actions and posts have no plan yet?"""

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.trade.funding import permissions
from maillage.trade.governance.models import JointDecision
from maillage.trade.plan.actions.queries.actions import editable_actions, shares
from maillage.trade.plan.choices import ShareRole
from maillage.trade.plan.engineering.queries import posts
from maillage.trade.plan.models import Action, Post


def actions_to_fund(access: Access) -> QuerySet[Action]:
    """The actions that this reader may write and that have no plan."""
    return editable_actions(access).filter(funding_plan__isnull=True)


def has_plan_to_open(access: Access) -> bool:
    """Whether this reader may open a plan; the team, of an action of its own that has none."""
    if not permissions.can_write_funding(access):
        return False
    return access.is_officer or actions_to_fund(access).exists()


def posts_to_fund(access: Access) -> QuerySet[Post]:
    """The posts that have no plan."""
    return posts(access).filter(funding_plan__isnull=True)


def decisions_to_tie(access: Access) -> QuerySet[JointDecision]:
    """The joint decisions on which a fonds de concours may rest, the last first."""
    rows = JointDecision.objects.filter(cooperation=access.cooperation_id)
    return rows.order_by("-pk")


def pilot_of(access: Access, action: int) -> int | None:
    """The structure that carries this action, which usually owns its plan; None without one."""
    rows = shares(access).filter(action=action, role=ShareRole.PILOT).order_by("pk")
    return rows.values_list("organisation", flat=True).first()
