"""Makes workspaces, cooperations and accesses for tests."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

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
from tests.records import create_record
from tests.registry import Argument

_number = count(1)


def make_workspace(*, name: str = "Pôle de Retz") -> Workspace:
    """A workspace without administrator."""
    return Workspace.objects.create(name=name, slug=f"pole-{next(_number)}")


def make_administrator(**values: object) -> Administrator:
    """An administrator of the workspace."""
    return create_record(Administrator, values, workspace=make_workspace, user=make_user)


def make_cooperation(**values: object) -> Cooperation:
    """A cooperation without access."""
    return create_record(
        Cooperation,
        values,
        workspace=make_workspace,
        name="Pays de Retz",
        slug=f"cooperation-{next(_number)}",
    )


def make_access(**values: object) -> Access:
    """An open access to the cooperation."""
    return create_record(
        Access, values, user=make_user, cooperation=make_cooperation, role=Role.OFFICER
    )


def make_invitation(**values: object) -> Invitation:
    """An open invitation, for fourteen days."""
    return create_record(
        Invitation,
        values,
        cooperation=make_cooperation,
        author=make_user(),
        email="nadia@retz.example.org",
        role=Role.TEAM,
        expires_at=lambda: timezone.now() + timedelta(days=14),
    )


def make_answer_link(**values: object) -> AnswerLink:
    """An open link for an answer, for thirty days."""
    return create_record(
        AnswerLink,
        values,
        cooperation=make_cooperation,
        author=make_user(),
        purpose="card",
        target=1,
        recipient="Mairie de Pornic",
        about="La carte de votre commune",
        expires_at=lambda: timezone.now() + timedelta(days=30),
    )


URL_ARGUMENTS = {
    "access": Argument(lambda cooperation: make_access(cooperation=cooperation, role="team").pk),
    "invitation": Argument(lambda cooperation: make_invitation(cooperation=cooperation).pk),
    "user": Argument(lambda cooperation: make_access(cooperation=cooperation, role="team").user_id),
    "link": Argument(lambda cooperation: make_answer_link(cooperation=cooperation).pk),
}
