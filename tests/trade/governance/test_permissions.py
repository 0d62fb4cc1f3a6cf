"""Who may do what in governance, role by role."""

from collections.abc import Callable

import pytest

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance import permissions

OFFICER = {"officer"}
EVERYBODY = set(Role.values)


@pytest.mark.parametrize(
    ("can", "roles"),
    [
        (permissions.can_open_bodies, EVERYBODY),
        (permissions.can_keep_bodies, OFFICER),
        (permissions.can_name_holders, {"officer", "team", "partner"}),
        (permissions.can_open_decisions, EVERYBODY),
        (permissions.can_keep_decisions, OFFICER),
        (permissions.can_answer_decisions, {"officer", "partner"}),
        (permissions.can_read_sources, {"officer", "team"}),
    ],
)
def test_a_role_may(can: Callable[[Access], bool], roles: set[str]) -> None:
    lines = {role for role in Role.values if can(Access(role=role, cooperation=Cooperation()))}

    assert lines == roles


@pytest.mark.parametrize(
    ("role", "spoken", "names", "answers"),
    [
        ("officer", frozenset(), True, True),
        ("team", frozenset({7}), True, False),
        ("partner", frozenset({7}), True, True),
        ("partner", frozenset({8}), False, False),
        ("elected", frozenset({7}), False, False),
        ("observer", frozenset({7}), False, False),
    ],
)
def test_one_names_and_answers_for_whom_one_speaks(
    role: str, spoken: frozenset[int], names: bool, answers: bool
) -> None:
    access = Access(role=role, cooperation=Cooperation())

    assert permissions.can_name_holder(access, 7, spoken) == names
    assert permissions.can_answer_for(access, 7, spoken) == answers
