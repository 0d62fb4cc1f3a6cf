"""Which structure does a link speak of, and who is its point of contact today?"""

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import AnswerLink
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.organisations import Organisation


def organisation_of(link: AnswerLink) -> QuerySet[Organisation]:
    """The structure that the link is about, in the workspace of its cooperation."""
    return Organisation.objects.filter(workspace=link.cooperation.workspace_id, pk=link.target)


def contact_names(link: AnswerLink) -> dict[str, str]:
    """The names of the structure's point of contact in the cooperation of the link, if it has one.

    Their address and number are not shown: a link may be passed on.
    """
    member = (
        Member.objects.filter(
            cooperation=link.cooperation_id, organisation=link.target, until__isnull=True
        )
        .select_related("contact")
        .first()
    )
    if member is None or member.contact is None:
        return {}
    return {
        "family_name": member.contact.family_name,
        "given_name": member.contact.given_name,
    }
