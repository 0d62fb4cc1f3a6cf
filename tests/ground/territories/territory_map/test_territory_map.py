"""The map of the territories concerned, and the same content as a list."""

import json
import re
from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.core.layers import MapLayer, Placed, layers
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.territories.atlas.register import Register
from maillage.ground.territories.models import Territory
from maillage.ground.territories.territories.services.official import load_official
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.territories.makers import (
    make_membership,
    make_outline,
    make_perimeter,
    make_territory,
)
from tests.links_to import page_at

Shown = list[Placed]
map_url = page_at("territories:territory_map")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What the only room that answers places on the map; no other answers meanwhile."""
    placed: Shown = []

    def answer(access: Reader) -> Sequence[MapLayer]:
        return (MapLayer("members", "Membres", tuple(placed)),)

    monkeypatch.setattr(layers, "ask", answer)
    return placed


@pytest.fixture
def official(small_register: Register, db: None) -> None:
    """The small register, in the database."""
    load_official(small_register)


def territory(ref: str) -> Territory:
    """The official territory that this reference names."""
    kind, _, code = ref.partition(":")
    return Territory.objects.get(kind=kind, code=code, workspace=None)


def area(ref: str) -> Placed:
    """A member drawn as the area of this territory."""
    record = territory(ref)
    return Placed(record.name, f"/{ref}/", territory_id=record.pk, is_area=True)


@pytest.mark.usefixtures("official")
def test_map_draws_members_and_says_what_crosses(
    officer: Client, cooperation: Cooperation, shown: Shown
) -> None:
    shown += [area("epci:200067346"), area("epci:200071546"), area("departement:44")]
    make_perimeter(
        cooperation=cooperation,
        parts=(territory("commune:44131"), territory("commune:44087")),
    )

    page = officer.get(map_url(cooperation)).text

    assert "Deux intercommunalités, 23 communes." in page
    assert "en recoupe deux\xa0: Pornic Agglo Pays de Retz et Sud Retz Atlantique." in page
    assert re.findall(r'<path class="t-(\w+)"', page) == [
        *("out", "agglo", "cc", "inner", "edge", "edge", "dep", "scale")
    ]
    assert "Parc des Marais\xa0: 1\xa0sur\xa015" in page
    assert '<a href="/epci:200067346/">CA Pornic Agglo Pays de Retz</a>' in page


@pytest.mark.usefixtures("official")
def test_bodies_without_limits_stand_at_their_seat(
    officer: Client, cooperation: Cooperation, shown: Shown
) -> None:
    seat = territory("commune:44131").pk
    shown += [
        area("epci:200067346"),
        Placed("Caf", territory_id=seat),
        Placed("Chambre", territory_id=seat),
        Placed("Les Voisins du Bief", "/voisins/"),
    ]

    page = officer.get(map_url(cooperation)).text

    assert len(re.findall('class="t-point"', page)) == 2
    assert "Caf (Pornic), Chambre (Pornic)." in page
    assert "Les Voisins du Bief n’a pas encore de territoire" in page
    assert '<a href="/voisins/">Les Voisins du Bief</a>' in page


@pytest.mark.usefixtures("official")
def test_commune_without_outline_stays_in_the_list(
    officer: Client, cooperation: Cooperation, shown: Shown
) -> None:
    shown += [area("commune:44131"), area("commune:15031")]

    page = officer.get(map_url(cooperation)).text

    assert "Hors du cadre ou sans contour connu\xa0: Celles." in page
    assert '<a href="/commune:15031/">Celles</a>' in page


@pytest.mark.usefixtures("official")
def test_far_shores_do_not_shrink_the_mainland(
    officer: Client, cooperation: Cooperation, shown: Shown
) -> None:
    shown += [area("epci:200067346"), area("commune:97411")]

    page = officer.get(map_url(cooperation)).text

    assert "Hors du cadre ou sans contour connu\xa0: Saint-Denis." in page


def test_invented_territories_are_drawn_without_register(
    officer: Client, cooperation: Cooperation, shown: Shown
) -> None:
    workspace = cooperation.workspace
    commune = make_territory(name="Valmorin", code="V01", workspace=workspace)
    epci = make_territory(
        name="CC de Valmorin", kind="epci", code="V10", workspace=workspace, seat=None
    )
    make_membership(territory=commune, area=epci)
    make_outline(territory=epci)
    make_outline(territory=commune)
    shown.append(Placed("CC de Valmorin", territory_id=epci.pk, is_area=True))

    page = officer.get(map_url(cooperation)).text

    assert "Une intercommunalité, une commune." in page
    assert re.findall(r'<path class="t-(\w+)"', page) == ["cc", "inner", "edge", "scale"]
    assert ">Valmorin</text>" in page


@pytest.mark.usefixtures("official", "shown")
def test_switches_hide_and_view_moves_without_script(
    officer: Client, cooperation: Cooperation, shown: Shown
) -> None:
    shown.append(area("epci:200067346"))
    parameters = {"couches": "1", "members": "1", "seats": "1", "vue": "2-320-252"}

    page = officer.get(map_url(cooperation), parameters).text

    assert re.search('class="t-inner" data-layer="communes" d="[^"]+" hidden', page)
    assert 'viewBox="160 126 320 252" data-zoom="2"' in page
    assert "vue=4-320-252" in page
    assert "couches=1&amp;members=1&amp;seats=1&amp;vue=1-320-252" in page


@pytest.mark.usefixtures("official")
def test_file_holds_the_same_areas(officer: Client, cooperation: Cooperation, shown: Shown) -> None:
    shown += [area("epci:200067346"), area("commune:15031")]

    answer = officer.get(reverse("territories:territory_map_file", args=[cooperation.slug]))

    features = json.loads(answer.text)["features"]
    assert [feature["properties"] for feature in features] == [
        {
            "nom": "CA Pornic Agglo Pays de Retz",
            "nature": "communauté d’agglomération",
            "code": "200067346",
            "habitants": 70_563,
            "communes": 15,
        },
        {"nom": "Celles", "nature": "commune", "code": "15031", "habitants": 217, "communes": 0},
    ]
    assert [feature["geometry"] and feature["geometry"]["type"] for feature in features] == [
        "MultiPolygon",
        None,
    ]


@pytest.mark.usefixtures("shown")
def test_empty_map_says_what_to_do_first(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    draw = reverse("territories:perimeter_draw", args=[cooperation.slug])

    mine, theirs = officer.get(map_url(cooperation)), sign_in("partner").get(map_url(cooperation))

    assert "Commencez par les membres" in mine.text
    assert (draw in mine.text, draw in theirs.text) == (True, False)


@pytest.mark.usefixtures("shown")
def test_others_perimeters_are_not_drawn(officer: Client, cooperation: Cooperation) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    make_outline(territory=make_perimeter(cooperation=beside, name="Zanzibar").territory)
    make_outline(territory=make_perimeter(cooperation=cooperation, name="Le nôtre").territory)

    page = officer.get(map_url(cooperation)).text

    assert ("Le nôtre" in page, "Zanzibar" in page) == (True, False)


@pytest.mark.parametrize("query", [{"vue": "<i>"}, {"vue": "9" * 400}, {"page": "x"}])
@pytest.mark.usefixtures("official")
def test_bad_input_shows_the_whole_map(
    officer: Client, cooperation: Cooperation, shown: Shown, query: dict[str, str]
) -> None:
    shown.append(area("epci:200067346"))

    page = officer.get(map_url(cooperation), query).text

    assert 'viewBox="0 0 640 504"' in page
    assert "<i>" not in page


@pytest.mark.usefixtures("official")
def test_queries_do_not_grow(
    officer: Client,
    cooperation: Cooperation,
    shown: Shown,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    shown.append(area("epci:200067346"))
    make_perimeter(cooperation=cooperation, parts=(territory("commune:44131"),))
    with django_assert_num_queries(11):
        officer.get(map_url(cooperation))
    shown += [area("epci:200071546"), area("commune:44055")]
    make_perimeter(cooperation=cooperation, name="Pays", parts=(territory("commune:44087"),))
    make_perimeter(cooperation=cooperation, name="Baie", parts=(territory("commune:44220"),))
    with django_assert_num_queries(11):
        officer.get(map_url(cooperation))
