"""Makes workspaces, cooperations and accesses for tests."""

from datetime import datetime, timedelta
from itertools import count

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import (
    Access,
    Administrator,
    AnswerLink,
    Cooperation,
    Invitation,
    Workspace,
)
from tests.foundation.accounts.makers import make_user
from tests.registry import Argument

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


def make_invitation(
    *,
    cooperation: Cooperation | None = None,
    email: str = "nadia@retz.example.org",
    role: str = Role.TEAM,
    expires_at: datetime | None = None,
) -> Invitation:
    """An open invitation, for fourteen days."""
    return Invitation.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=make_user(),
        email=email,
        role=role,
        expires_at=expires_at or timezone.now() + timedelta(days=14),
    )


def make_answer_link(
    *,
    cooperation: Cooperation | None = None,
    purpose: str = "card",
    target: int = 1,
    expires_at: datetime | None = None,
    recipient: str = "Mairie de Pornic",
) -> AnswerLink:
    """An open link for an answer, for thirty days."""
    return AnswerLink.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=make_user(),
        purpose=purpose,
        target=target,
        recipient=recipient,
        about="La carte de votre commune",
        expires_at=expires_at or timezone.now() + timedelta(days=30),
    )


URL_ARGUMENTS = {
    "access": Argument(lambda cooperation: make_access(cooperation=cooperation, role="team").pk),
    "invitation": Argument(lambda cooperation: make_invitation(cooperation=cooperation).pk),
    "user": Argument(lambda cooperation: make_access(cooperation=cooperation, role="team").user_id),
    "link": Argument(lambda cooperation: make_answer_link(cooperation=cooperation).pk),
}
