"""Which structures may this reader see?"""

from django.db.models import Exists, OuterRef, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Member, Organisation


def organisations(access: Access) -> QuerySet[Organisation]:
    """The workspace's structures for who works on the cooperation; its members for the others."""
    known = Organisation.objects.filter(workspace=access.cooperation.workspace_id)
    if access.is_in_team:
        return known
    return known.filter(Exists(memberships(access).filter(organisation=OuterRef("pk"))))


def memberships(access: Access) -> QuerySet[Member]:
    """The memberships in force in the reader's cooperation."""
    return Member.objects.filter(cooperation=access.cooperation_id, until__isnull=True)
