"""Opening a space, a cooperation, and giving accesses to it."""

from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.models import (
    Access,
    Administrator,
    Cooperation,
    Workspace,
)
from maillage.foundation.journal import services as journal


def _address(name: str) -> str:
    """A readable address that says nothing of the other cooperations of the same name."""
    suffix = get_random_string(5, "23456789abcdefghjkmnpqrstuvwxyz")
    return f"{slugify(name)[:60] or 'cooperation'}-{suffix}"


def open_workspace(*, name: str, administrator: User) -> Workspace:
    """A workspace administered by this user."""
    workspace = Workspace(name=name, slug=_address(name))
    workspace.save()
    with journal.write(administrator, workspace_id=workspace.pk, topic="workspace"):
        Administrator.objects.create(workspace=workspace, user=administrator)
    return workspace


def create_cooperation(
    *, author: User, workspace: Workspace, name: str, profile: str, purpose: str = ""
) -> Cooperation:
    """A cooperation whose author is its first officer."""
    with journal.write(author, workspace_id=workspace.pk, topic="cooperation") as change:
        cooperation = Cooperation.objects.create(
            workspace=workspace, name=name, profile=profile, purpose=purpose, slug=_address(name)
        )
        change.cooperation_id = cooperation.pk
        change.save(update_fields=["cooperation_id"])
        Access.objects.create(user=author, cooperation=cooperation, role=Role.OFFICER)
    return cooperation


class LastOfficerError(Exception):
    """Nobody else runs the cooperation: another officer is named first."""


def keep_an_officer(access: Access) -> None:
    """Raises LastOfficerError when this access is the last to run its cooperation.

    Inside the write that ends it.
    """
    if queries.is_last_officer(access):
        raise LastOfficerError(str(access))


def give_access(*, author: User, cooperation: Cooperation, user: User, role: str) -> Access:
    """The user's open access with this role; an access with another role is ended first.

    Raises LastOfficerError when that leaves nobody to run the cooperation.
    """
    with journal.write_in(author, cooperation, "accesses"):
        access = Access.objects.filter(
            user=user, cooperation=cooperation, ended_at__isnull=True
        ).first()
        if access is not None:
            if access.role == role:
                return access
            keep_an_officer(access)
            access.ended_at = timezone.now()
            access.save(update_fields=["ended_at"])
        return Access.objects.create(user=user, cooperation=cooperation, role=role)


def withdraw_access(*, author: User, access: Access) -> Access:
    """The access, ended now: its user finds the cooperation closed at the next request.

    Raises LastOfficerError when that leaves nobody to run the cooperation.
    """
    with journal.write_in(author, access.cooperation, "accesses"):
        keep_an_officer(access)
        access.ended_at = timezone.now()
        access.save(update_fields=["ended_at"])
    return access


def edit_cooperation(*, author: User, cooperation: Cooperation, read: int) -> Cooperation:
    """The cooperation with its changes; StaleVersionError when `read` is not the last version."""
    with journal.write_in(author, cooperation, "cooperation"):
        claim_version(cooperation, read)
        cooperation.save()
    return cooperation


def ask_for_second_factor(*, author: User, workspace: Workspace, is_requested: bool) -> Workspace:
    """The workspace, which asks its officers and administrators for a second factor, or not."""
    with journal.write(author, workspace_id=workspace.pk, topic="workspace"):
        workspace.requires_second_factor = is_requested
        workspace.save(update_fields=["requires_second_factor"])
    return workspace
