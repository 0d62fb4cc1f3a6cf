"""Which cooperations and accesses does a user have?"""

from django.db.models import QuerySet

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Workspace


def open_accesses(user: User) -> QuerySet[Access]:
    """The user's accesses not withdrawn, with their cooperation and workspace."""
    return (
        Access.objects.filter(user=user, ended_at__isnull=True)
        .select_related("cooperation__workspace")
        .order_by("cooperation__name")
    )


def access_to(user: User, slug: str) -> Access | None:
    """The user's open access to the cooperation at this address, or None."""
    return open_accesses(user).filter(cooperation__slug=slug).first()


def administered_workspace(user: User, slug: str) -> Workspace | None:
    """The workspace at this address if the user administers it, or None."""
    return Workspace.objects.filter(administrators=user, slug=slug).first()


def accesses_of_cooperation(access: Access) -> QuerySet[Access]:
    """Every access ever given to the reader's cooperation, open ones first."""
    return (
        Access.objects.filter(cooperation=access.cooperation_id)
        .select_related("user")
        .order_by("ended_at", "user__name")
    )
