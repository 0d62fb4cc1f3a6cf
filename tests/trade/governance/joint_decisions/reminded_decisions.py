"""Deliberations awaited."""

from datetime import timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Deliberation
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_contact, make_person
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision

TODAY = timezone.localdate()


def deliberation(
    cooperation: Cooperation, name: str, *, session_in: int | None = None, email: str = ""
) -> Deliberation:
    """A question sent to a member, with its session and its point of contact."""
    contact = None
    if email:
        contact = make_person(workspace=cooperation.workspace, family_name=name)
        make_contact(person=contact, value=email)
    one = make_deliberation(
        decision=make_joint_decision(cooperation=cooperation, title=f"Charte de {name}"),
        organisation=member_with_name(cooperation, name),
        session_on=TODAY + timedelta(days=session_in) if session_in is not None else None,
        sent_on=TODAY - timedelta(days=30),
    )
    one.contact = contact
    one.save()
    return one
