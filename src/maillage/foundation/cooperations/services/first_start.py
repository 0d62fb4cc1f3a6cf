"""The very first gesture of an installation: its administrator and its first workspace.

The link is printed by the machine at start, while nobody has an account; the first use closes it.
"""

from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.cooperations.services.spaces import open_workspace

SALT = "maillage.first-start"
SECONDS = 7 * 24 * 3600


class AlreadyStartedError(Exception):
    """Somebody has an account already: the first start is over."""


def first_token() -> str | None:
    """What the first link carries, or None once somebody has an account."""
    return None if User.objects.exists() else TimestampSigner(salt=SALT).sign("first")


def is_first_token(token: str) -> bool:
    """Whether the token was made here within seven days, and nobody has an account."""
    try:
        said = TimestampSigner(salt=SALT).unsign(token, max_age=SECONDS)
    except BadSignature:
        return False
    return said == "first" and not User.objects.exists()


def start_installation(*, name: str, email: str, password: str, workspace: str) -> Workspace:
    """The first workspace, administered by its first user.

    Raises AlreadyStartedError when somebody was quicker.
    """
    with transaction.atomic():
        if User.objects.exists():
            raise AlreadyStartedError(email)
        administrator = User.objects.create_user(email, password, name=name)
        return open_workspace(name=workspace, administrator=administrator)
