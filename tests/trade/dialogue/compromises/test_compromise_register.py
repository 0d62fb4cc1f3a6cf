"""The register of compromises: who opens it, what it finds, what it says when empty."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from tests.conftest import SignIn
from tests.ground.directory.reading import names_in, plain
from tests.links_to import pages_of
from tests.trade.dialogue.compromises.table import a_table

url = pages_of("dialogue", "compromises")


def test_register_and_search_find_a_compromise(officer: Client, access: Access) -> None:
    place = access.cooperation
    compromise, _options, _actors = a_table(access)

    page = officer.get(url(place)).text

    assert names_in(page, compromise.title.split(" ?")[0]) != []
    assert 'data-label="Se sont prononcées : ">3 sur 3<' in page.replace("\u00a0", " ")
    names = [one.kind for one in search(access, "partager navette") if one.kind != "Aide"]
    assert names == ["Compromis"]


@pytest.mark.parametrize("role", ["partner", "elected", "observer"])
def test_others_read_no_compromise(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    assert sign_in(role).get(url(cooperation)).status_code == 403


def test_empty_register_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    assert "Commencez par une question qui divise" in plain(officer.get(url(cooperation)).text)
