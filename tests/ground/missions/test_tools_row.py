"""The row of tools stands on one line, with the tool where one is always in it."""

import re

import pytest
from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from tests.conftest import SignIn
from tests.ground.directory.reading import plain


@pytest.mark.parametrize(
    ("page", "last"),
    [
        ("territories:territory_search", ["Membres", "Chercher un territoire"]),
        ("directory:members", ["Compétences", "Territoires"]),
    ],
)
def test_what_has_no_room_is_under_all_the_tools(
    sign_in: SignIn, cooperation: Cooperation, page: str, last: list[str]
) -> None:
    text = sign_in("officer").get(reverse(page, args=[cooperation.slug])).text

    row = text.partition('class="m-tools"')[2].partition("</ul>")[0]
    names = [plain(name) for name in re.findall(r"<a[^>]*>([^<]*)</a>", row)]
    assert names[0] == "Histoire"
    assert names[-3:] == [*last, "Tous les outils"]
