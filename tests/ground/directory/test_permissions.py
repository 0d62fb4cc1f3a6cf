"""Who may read and change the directory, role by role."""

from datetime import UTC, datetime

import pytest

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory import permissions

HERE, ELSEWHERE = 1, 2
SPOKEN = frozenset({HERE})


def access_with(role: str, closed_at: datetime | None = None) -> Access:
    """An access with this role, in a cooperation open unless it was closed."""
    return Access(role=role, cooperation=Cooperation(closed_at=closed_at))


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("can_open_directory", {"officer", "team", "elected", "partner", "observer"}),
        ("can_open_people", {"officer", "team", "elected", "partner"}),
        ("can_keep_directory", {"officer"}),
        ("can_edit_members", {"officer"}),
        ("can_keep_cards", {"officer", "team", "partner"}),
        ("can_read_notes", {"officer", "team"}),
        ("can_read_reliability", {"officer"}),
    ],
)
def test_right_belongs_to_these_roles(name: str, allowed: set[str]) -> None:
    predicate = getattr(permissions, name)

    assert {role.value for role in Role if predicate(access_with(role))} == allowed


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("officer", (True, True)),
        ("team", (True, False)),
        ("elected", (False, False)),
        ("partner", (True, False)),
        ("observer", (False, False)),
    ],
)
def test_cards_are_corrected_by_who_speaks_for_them(role: str, expected: tuple[bool, bool]) -> None:
    access = access_with(role)

    cards = tuple(
        permissions.can_edit_organisation(access, number, SPOKEN) for number in (HERE, ELSEWHERE)
    )
    people = tuple(
        permissions.can_edit_person(access, frozenset({number}), SPOKEN)
        for number in (HERE, ELSEWHERE)
    )

    assert (cards, people) == (expected, expected)


@pytest.mark.parametrize("name", ["can_keep_directory", "can_edit_members", "can_keep_cards"])
def test_nobody_writes_in_a_closed_cooperation(name: str) -> None:
    closed_at = datetime(2026, 11, 2, tzinfo=UTC)

    allowed = {role for role in Role if getattr(permissions, name)(access_with(role, closed_at))}

    assert allowed == set()
