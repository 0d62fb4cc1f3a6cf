"""Actions are tied to decisions and to one another, and untied."""

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.trade.plan.links.models import ActionDecision, ActionLink
from maillage.trade.plan.writing import ACTIONS

TIED = lazy("Ces deux fiches sont déjà reliées : retirez d’abord leur lien.")
DEPENDS = lazy("Cette fiche en dépend déjà.")


class SameLinkError(Exception):
    """What one would tie is tied already."""


def add_link(*, access: Access, link: ActionLink) -> ActionLink:
    """The link, its actions in order. Raises SameLinkError."""
    if link.one_id > link.other_id:
        link.one, link.other = link.other, link.one
    with journal.write_by(access, ACTIONS):
        if ActionLink.objects.filter(one=link.one, other=link.other).exists():
            raise SameLinkError(str(TIED))
        link.save()
    return link


def depend_on(*, access: Access, row: ActionDecision) -> ActionDecision:
    """The action, from now on tied to a decision. Raises SameLinkError."""
    with journal.write_by(access, ACTIONS):
        same = ActionDecision.objects.filter(
            action=row.action, decision=row.decision, joint_decision=row.joint_decision
        )
        if same.exists():
            raise SameLinkError(str(DEPENDS))
        row.save()
    return row


def untie(*, access: Access, row: ActionLink | ActionDecision) -> None:
    """The link is gone."""
    with journal.write_by(access, ACTIONS):
        row.delete()
