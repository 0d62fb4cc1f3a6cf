"""Who may do what in the plan, role by role."""

from collections.abc import Callable

import pytest

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.plan import permissions

OFFICER, OWN, STRUCTURE = {"officer"}, 4, 7


def access_of(role: str) -> Access:
    """An access of user 4."""
    return Access(role=role, cooperation=Cooperation(), user_id=OWN)


@pytest.mark.parametrize(
    ("can", "roles"),
    [
        (permissions.can_open_plan, set(Role.values)),
        (permissions.can_edit_plan, OFFICER),
        (permissions.can_coordinate, {"officer", "team"}),
        (permissions.can_take_part, {"officer", "team", "partner"}),
        (permissions.can_read_sources, {"officer", "team"}),
        (permissions.can_read_names, set(Role.values) - {"observer"}),
    ],
)
def test_a_role_may(can: Callable[[Access], bool], roles: set[str]) -> None:
    assert {role for role in Role.values if can(access_of(role))} == roles


@pytest.mark.parametrize(
    ("coordinator", "roles"),
    [(OWN, {"officer", "team"}), (OWN + 1, OFFICER), (None, OFFICER)],
)
def test_an_action_is_changed_by(coordinator: int | None, roles: set[str]) -> None:
    lines = {
        role for role in Role.values if permissions.can_edit_action(access_of(role), coordinator)
    }

    assert lines == roles


@pytest.mark.parametrize(
    ("coordinator", "spoken", "roles"),
    [
        (None, {STRUCTURE}, {"officer", "team", "partner"}),
        (None, {STRUCTURE + 1}, OFFICER),
        (OWN, set(), {"officer", "team"}),
    ],
)
def test_a_part_is_answered_by(coordinator: int | None, spoken: set[int], roles: set[str]) -> None:
    lines = {
        role
        for role in Role.values
        if permissions.can_answer_share(access_of(role), coordinator, STRUCTURE, frozenset(spoken))
    }

    assert lines == roles
