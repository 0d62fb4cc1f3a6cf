"""Who may open a page, in words, from the roles that its door lets in."""

import pytest

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.pages.readers import roles_let_in, roles_words
from maillage.foundation.cooperations.permissions import everybody, the_team
from maillage.foundation.cooperations.spaces.models import Cooperation

OFFICER, TEAM, ELECTED, PARTNER, OBSERVER = Role


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (set(Role), "chacun selon son accès"),
        ({OFFICER, TEAM, ELECTED, PARTNER}, "chacun selon son accès, sauf les observateurs"),
        ({OFFICER}, "les chargées de coopération"),
        ({OFFICER, TEAM}, "l’équipe projet"),
        ({OFFICER, PARTNER}, "les chargées de coopération et les partenaires"),
        ({OFFICER, TEAM, PARTNER}, "l’équipe projet et les partenaires"),
        ({ELECTED}, "les élus"),
    ],
)
def test_roles_are_said_in_words(roles: set[Role], words: str) -> None:
    assert roles_words(roles) == words


def test_a_right_lets_in_the_roles_that_have_it() -> None:
    assert roles_let_in(the_team, Cooperation()) == {OFFICER, TEAM}
    assert roles_let_in(everybody, Cooperation()) == set(Role)
