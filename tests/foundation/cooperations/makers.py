"""Makes workspaces, cooperations and accesses for tests."""

from itertools import count

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import (
    Access,
    Administrator,
    Cooperation,
    Workspace,
)
from tests.foundation.accounts.makers import make_user

_number = count(1)


def make_workspace(*, name: str = "Pôle de Retz") -> Workspace:
    """A workspace without administrator."""
    return Workspace.objects.create(name=name, slug=f"pole-{next(_number)}")


def make_administrator(
    *, workspace: Workspace | None = None, user: User | None = None
) -> Administrator:
    """An administrator of the workspace."""
    return Administrator.objects.create(
        workspace=workspace or make_workspace(), user=user or make_user()
    )


def make_cooperation(
    *, workspace: Workspace | None = None, name: str = "Pays de Retz", profile: str = "other"
) -> Cooperation:
    """A cooperation without access."""
    return Cooperation.objects.create(
        workspace=workspace or make_workspace(),
        name=name,
        slug=f"cooperation-{next(_number)}",
        profile=profile,
    )


def make_access(
    *,
    user: User | None = None,
    cooperation: Cooperation | None = None,
    role: str = Role.OFFICER,
) -> Access:
    """An open access to the cooperation."""
    return Access.objects.create(
        user=user or make_user(), cooperation=cooperation or make_cooperation(), role=role
    )
