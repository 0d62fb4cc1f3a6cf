"""The first gesture in an installation: its administrator, and the workspace they look after."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.spaces.models import Workspace
from maillage.foundation.cooperations.spaces.services import open_workspace


class AlreadyOpenError(Exception):
    """Somebody has an account: the installation is no longer anybody's to take."""


@transaction.atomic
def open_installation(*, workspace: str, name: str, email: str, password: str) -> Workspace:
    """The first workspace and its administrator; AlreadyOpenError when an account exists.

    Two of them at once: the second waits on the row that every installation has, then is refused.
    """
    ContentType.objects.select_for_update().get(app_label="accounts", model="user")
    if User.objects.exists():
        raise AlreadyOpenError
    user = User.objects.create_user(email, password, name=name)
    return open_workspace(name=workspace, administrator=user)
