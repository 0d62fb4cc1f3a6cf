"""The foot of each page leads to its help, and to who has an access for those who may see it."""

import pytest

from maillage.foundation.cooperations.models import Cooperation
from tests.conftest import SignIn


@pytest.mark.parametrize(
    ("role", "is_shown"),
    [("officer", True), ("team", True), ("elected", False), ("partner", False)],
)
def test_who_works_on_it_finds_accesses_and_invitations(
    sign_in: SignIn, cooperation: Cooperation, role: str, *, is_shown: bool
) -> None:
    page = sign_in(role).get(f"/c/{cooperation.slug}/ma-journee/").text

    foot = page.partition("<footer")[2]
    assert ("Accès et invitations" in foot) == is_shown
    assert "Aide de cette page" in foot
