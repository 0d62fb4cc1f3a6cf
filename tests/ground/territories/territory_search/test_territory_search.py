"""The search of territories, as one types."""

from html import unescape

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.territories.territory_search.queries import suggestions
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.territories.makers import make_perimeter, make_population, make_territory
from tests.links_to import page_at

search_url = page_at("territories:territory_search")


def test_page_finds_an_official_territory(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(search_url(cooperation), {"q": "pornci"}).text

    assert "<h1>Chercher un territoire</h1>" in page
    assert "Pornic<small>commune</small>" in page
    assert "Loire-Atlantique (44)" in page
    assert "44131 · 44210" in page


def test_htmx_receives_the_answers_alone(officer: Client, cooperation: Cooperation) -> None:
    part = officer.get(search_url(cooperation), {"q": "porn"}, headers={"HX-Request": "true"}).text

    assert part.strip().startswith('<div id="answers"')
    assert "Pornic<small>commune</small>" in part
    assert "<h1>" not in part


def test_own_territories_come_with_official_ones(cooperation: Cooperation) -> None:
    access = make_access(cooperation=cooperation)
    invented = make_territory(name="Pornevent", code="V01", workspace=cooperation.workspace)
    make_population(territory=invented, count=410)
    make_perimeter(cooperation=cooperation, name="Bassin de Pornic")

    rows = [(one.name, one.kind, one.population) for one in suggestions(access, "porn")]

    assert rows == [
        ("Pornevent", "commune", 410),
        ("Pornic", "commune", 18_745),
        ("CA Pornic Agglo Pays de Retz", "communauté d’agglomération", 70_563),
        ("Bassin de Pornic", "périmètre", None),
    ]


def test_others_perimeters_do_not_exist(cooperation: Cooperation) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    make_perimeter(cooperation=beside, name="Zanzibar")
    make_territory(name="Zanzibar-le-Vieux", code="V02", workspace=make_cooperation().workspace)

    assert suggestions(make_access(cooperation=cooperation), "zanz") == []
    assert [one.name for one in suggestions(make_access(cooperation=beside), "zanz")] == [
        "Zanzibar"
    ]


def test_observer_searches_too(sign_in: SignIn, cooperation: Cooperation) -> None:
    page = sign_in("observer").get(search_url(cooperation), {"q": "vue"})

    assert "Vue<small>commune</small>" in page.text


def test_nothing_found_says_what_to_try(officer: Client, cooperation: Cooperation) -> None:
    page = unescape(officer.get(search_url(cooperation), {"q": "<zzzz>\x00"}).text)

    assert "Aucun territoire ne ressemble à «\xa0<zzzz>\xa0»." in page


def test_search_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_territory(name="Valmorin", code="V01", workspace=cooperation.workspace)
    with django_assert_num_queries(5):
        officer.get(search_url(cooperation), {"q": "valm"})
    make_territory(name="Valmorin-Bas", code="V02", workspace=cooperation.workspace)
    make_territory(name="Valmorin-Haut", code="V03", workspace=cooperation.workspace)
    with django_assert_num_queries(5):
        officer.get(search_url(cooperation), {"q": "valm"})
