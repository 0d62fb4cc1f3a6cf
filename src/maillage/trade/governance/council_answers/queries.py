"""Which councils does a decision still wait for, and where are their contacts written to?"""

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path, paths_of


def waited_paths(access: Access, decision: JointDecision) -> list[Path]:
    """The councils asked that have not settled, in the order of their names."""
    return [
        path
        for path in paths_of(access, decision)
        if path.deliberation.until is None and not path.council.is_settled
    ]


def first_emails(people: list[int | None]) -> dict[int, str]:
    """The first address of each of these people."""
    rows = Contact.objects.filter(person__in=[one for one in people if one], kind=ContactKind.EMAIL)
    emails: dict[int, str] = {}
    for person, email in rows.order_by("rank", "pk").values_list("person", "value"):
        emails.setdefault(person, email)
    return emails
