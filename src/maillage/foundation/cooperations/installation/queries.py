"""Is the installation still empty, and which letters does a workspace send?"""

from django.db.models import Q, QuerySet

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.spaces.models import Access, Administrator, Workspace
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.queries import letters_of


def is_untouched() -> bool:
    """Whether nobody has an account here yet."""
    return not User.objects.exists()


def mail_of(workspace: Workspace) -> QuerySet[Letter]:
    """The letters of the workspace and of those who have an access in it, latest first."""
    inside = Access.objects.filter(cooperation__workspace=workspace, ended_at__isnull=True)
    outside = Administrator.objects.filter(workspace=workspace)
    holders = User.objects.filter(
        Q(pk__in=inside.values("user")) | Q(pk__in=outside.values("user"))
    )
    return letters_of(workspace.pk, holders)
