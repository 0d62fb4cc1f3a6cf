"""Whose account may be closed, by whom, and what would be left without anybody?"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.spaces.models import Access, Administrator, Workspace
from maillage.foundation.cooperations.spaces.queries import is_last_officer, open_accesses


@dataclass(frozen=True)
class Alone:
    """What only this user runs: names of cooperations, names of workspaces."""

    cooperations: tuple[str, ...]
    workspaces: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything would be left without anybody."""
        return bool(self.cooperations or self.workspaces)


def runs_alone(user: User) -> Alone:
    """The cooperations of which the user is the last officer, the workspaces they alone look after.

    One query for each cooperation they run, and for each workspace.
    """
    accesses = [access for access in open_accesses(user) if access.is_officer]
    others = Administrator.objects.filter(user__is_active=True).exclude(user=user)
    administered = Workspace.objects.filter(administrators=user)
    return Alone(
        tuple(access.cooperation.name for access in accesses if is_last_officer(access)),
        tuple(
            workspace.name
            for workspace in administered
            if not others.filter(workspace=workspace).exists()
        ),
    )


def accounts_of_workspace(workspace: Workspace) -> QuerySet[User]:
    """Everybody with an open access to a cooperation of the workspace, or who administers it."""
    works_here = Q(accesses__cooperation__workspace=workspace, accesses__ended_at__isnull=True)
    return (
        User.objects.filter(works_here | Q(administered_workspaces=workspace))
        .distinct()
        .order_by("name", "pk")
    )


def closable_by(author: User, users: QuerySet[User]) -> QuerySet[User]:
    """Those of these users whose accesses are all in workspaces that the author administers."""
    mine = Workspace.objects.filter(administrators=author).values("pk")
    elsewhere = Access.objects.filter(ended_at__isnull=True).exclude(
        cooperation__workspace__in=mine
    )
    looks_after = Administrator.objects.exclude(workspace__in=mine)
    return users.exclude(
        Q(pk=author.pk) | Q(pk__in=elsewhere.values("user")) | Q(pk__in=looks_after.values("user"))
    )
