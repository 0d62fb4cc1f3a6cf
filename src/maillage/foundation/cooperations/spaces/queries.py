"""Which cooperations and accesses does a user have?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When

from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.queries import with_second_factor
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.models import Access, Cooperation, Workspace

# A closed cooperation reminds nobody.
REMINDED = Q(ended_at__isnull=True, cooperation__closed_at__isnull=True)


def open_accesses(user: User | int) -> QuerySet[Access]:
    """The accesses not withdrawn of this user, or number, with their cooperation and workspace."""
    return (
        Access.objects.filter(user=user, ended_at__isnull=True)
        .select_related("cooperation__workspace")
        .order_by("cooperation__name", "pk")
    )


def lacking_second_factor() -> Case:
    """In a question on accesses: whether the cooperation's door would ask for one more proof."""
    asks = Q(role=Role.OFFICER, cooperation__workspace__requires_second_factor=True)
    lacks = asks & ~with_second_factor(OuterRef("user"))
    return Case(When(lacks, then=True), default=False, output_field=BooleanField())


def access_to(user: User, slug: str) -> Access | None:
    """The user's open access to the cooperation at this address, or None; in one query."""
    opened = Access.objects.filter(user=user, ended_at__isnull=True, cooperation__slug=slug)
    access = opened.select_related("cooperation__workspace").first()
    if access is not None:
        access.user = user
    return access


@dataclass(frozen=True, slots=True)
class FirstAccess:
    """The oldest open access of an active user: since when, and in which time zone."""

    user_id: int
    given_at: datetime
    time_zone: str


def first_accesses() -> list[FirstAccess]:
    """The oldest open access of every active user; asked each minute, so no record is made."""
    rows = (
        Access.objects.filter(REMINDED, user__is_active=True)
        .order_by("-given_at", "-pk")
        .values_list("user_id", "given_at", "cooperation__time_zone")
    )
    return list({row[0]: FirstAccess(*row) for row in rows}.values())


def accesses_by_user(numbers: Collection[int]) -> dict[int, list[Access]]:
    """The open accesses of these users, the oldest first; `withheld` where one more proof lacks."""
    rows = (
        Access.objects.filter(REMINDED, user__in=numbers)
        .annotate(withheld=lacking_second_factor())
        .select_related("user", "cooperation__workspace")
        .order_by("user_id", "given_at", "pk")
    )
    groups = groupby(rows, key=lambda access: access.user_id)
    return {user_id: list(group) for user_id, group in groups}


def administers(user: User) -> bool:
    """Whether the user administers a workspace."""
    return Workspace.objects.filter(administrators=user).exists()


def administered_workspace(user: User, slug: str) -> Workspace | None:
    """The workspace at this address if the user administers it, or None."""
    return Workspace.objects.filter(administrators=user, slug=slug).first()


def administered_workspaces(user: User) -> QuerySet[Workspace]:
    """The workspaces that the user administers, by name."""
    return Workspace.objects.filter(administrators=user).order_by("name", "pk")


def accesses_of_cooperation(access: Access) -> QuerySet[Access]:
    """Every access ever given to the reader's cooperation, open ones first."""
    return (
        Access.objects.filter(cooperation=access.cooperation_id)
        .select_related("user")
        .order_by("ended_at", "user__name", "pk")
    )


def workspaces_to_open_in(user: User) -> QuerySet[Workspace]:
    """The workspaces where the user may open a cooperation: as administrator, or as officer."""
    officer = Q(
        cooperations__accesses__user=user,
        cooperations__accesses__role=Role.OFFICER,
        cooperations__accesses__ended_at__isnull=True,
    )
    return Workspace.objects.filter(Q(administrators=user) | officer).distinct()


def cooperations_of_workspace(workspace: Workspace) -> QuerySet[Cooperation]:
    """The names of the workspace's cooperations: an administrator sees no content."""
    return workspace.cooperations.order_by("name", "pk")


def is_last_officer(access: Access) -> bool:
    """Whether nobody else runs the cooperation; who closed their account runs nothing."""
    others = Access.objects.filter(
        cooperation=access.cooperation_id,
        role=Role.OFFICER,
        ended_at__isnull=True,
        user__is_active=True,
    ).exclude(pk=access.pk)
    return access.is_officer and not others.exists()


def heirs(access: Access) -> QuerySet[Access]:
    """The officers to whom the holder of this access may hand their private notes over."""
    rows = Access.objects.filter(
        cooperation=access.cooperation_id,
        role=Role.OFFICER,
        ended_at__isnull=True,
        user__is_active=True,
    ).exclude(user=access.user_id)
    return rows.select_related("user").order_by("user__name", "pk")


def left_access(user: User, number: int, since: datetime) -> Access | None:
    """The user's access of this number if it ended after `since` and they did not come back."""
    return left_accesses(user, since).filter(pk=number).first()


def left_accesses(user: User, since: datetime) -> QuerySet[Access]:
    """The accesses that the user left, or lost, after `since`, and has not found again."""
    back = Access.objects.filter(
        user=user, cooperation=OuterRef("cooperation"), ended_at__isnull=True
    )
    return (
        Access.objects.filter(~Exists(back), user=user, ended_at__gt=since)
        .select_related("cooperation__workspace")
        .order_by("-ended_at", "pk")
    )


def officers(access: Access) -> list[str]:
    """The names of those who run the reader's cooperation."""
    rows = Access.objects.filter(
        cooperation=access.cooperation_id, role=Role.OFFICER, ended_at__isnull=True
    )
    return list(rows.order_by("user__name", "pk").values_list("user__name", flat=True))


def first_officer(access: Access) -> User | None:
    """The first, by name, of those who run the reader's cooperation; None when nobody does."""
    rows = Access.objects.filter(
        cooperation=access.cooperation_id, role=Role.OFFICER, ended_at__isnull=True
    )
    first = rows.select_related("user").order_by("user__name", "pk").first()
    return first.user if first else None


def as_saved(access: Access) -> Cooperation:
    """The reader's cooperation, as it is saved now."""
    return Cooperation.objects.get(pk=access.cooperation_id)


def holders(access: Access) -> frozenset[str]:
    """The addresses of those who have an open access to the reader's cooperation."""
    rows = Access.objects.filter(cooperation=access.cooperation_id, ended_at__isnull=True)
    return frozenset(rows.values_list("user__email", flat=True))
