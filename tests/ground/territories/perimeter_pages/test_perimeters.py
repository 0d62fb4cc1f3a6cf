"""The perimeters that a cooperation draws."""

import json
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.models import Change
from maillage.ground.territories.atlas.outlines import box, unpack
from maillage.ground.territories.atlas.register import Register
from maillage.ground.territories.models import Membership, Perimeter, Territory
from maillage.ground.territories.territories.services.official import load_official
from tests.conftest import SignIn
from tests.ground.territories.makers import make_perimeter, make_territory
from tests.links_to import pages_of

DRAWN = {
    "name": "Parc des Marais",
    "nature": "parc",
    "source": "Décret du 3 juin",
    "parts": ["epci:200071546", "commune:44131"],
    "save": "1",
}
page_of = pages_of("territories")


@pytest.fixture
def official(small_register: Register, db: None) -> None:
    """The small register, in the database."""
    load_official(small_register)


def communes_of(perimeter: Perimeter) -> set[str]:
    """The codes of the communes that the perimeter holds."""
    memberships = Membership.objects.filter(area=perimeter.territory, until=None)
    return set(memberships.values_list("territory__code", flat=True))


@pytest.mark.usefixtures("official")
def test_officer_draws_a_set_of_territories(officer: Client, cooperation: Cooperation) -> None:
    officer.post(page_of(cooperation, "perimeter_draw"), DRAWN)

    drawn = Perimeter.objects.get()
    assert (drawn.territory.name, drawn.nature, drawn.source, drawn.cooperation) == (
        ("Parc des Marais", "parc", "Décret du 3 juin", cooperation)
    )
    assert drawn.territory.workspace == cooperation.workspace
    assert len(communes_of(drawn)) == 9
    assert drawn.territory.populations.get().count == 44_606
    assert Change.objects.filter(topic="territories", cooperation_id=cooperation.pk).count() == 1


@pytest.mark.usefixtures("official")
def test_sheet_says_what_composes_it(officer: Client, cooperation: Cooperation) -> None:
    officer.post(page_of(cooperation, "perimeter_draw"), DRAWN)

    page = officer.get(page_of(cooperation, "perimeter", Perimeter.objects.get().pk)).text

    assert "Parc naturel de 9 communes." in page
    assert 'class="t-parc"' in page
    assert "CC Sud Retz Atlantique, <small>communauté de communes, 25\xa0861" in page


@pytest.mark.usefixtures("official")
def test_form_searches_and_adds_without_script(officer: Client, cooperation: Cooperation) -> None:
    url = page_of(cooperation, "perimeter_draw")
    typed = {"name": "Parc", "nature": "parc", "source": "", "parts": ["commune:44220"]}

    searched = officer.post(url, {**typed, "q": "porn", "search": "1"}).text
    added = officer.post(url, {**typed, "add": "commune:44131"}).text
    removed = officer.post(url, {**typed, "remove": "commune:44220"}).text

    assert 'name="add" value="commune:44131"' in searched
    assert 'name="parts" value="commune:44220"' in searched
    assert 'value="Parc"' in searched
    assert 'name="parts" value="commune:44131"' in added
    assert 'name="parts"' not in removed
    assert not Perimeter.objects.exists()


@pytest.mark.usefixtures("official")
def test_outline_from_a_file_holds_the_communes_inside(
    officer: Client, cooperation: Cooperation
) -> None:
    ring = [[-2.2, 47.05], [-1.9, 47.05], [-1.9, 47.2], [-2.2, 47.2], [-2.2, 47.05]]
    content = json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()
    file = SimpleUploadedFile("parc.geojson", content)

    officer.post(
        page_of(cooperation, "perimeter_draw"),
        {"name": "Baie", "nature": "parc", "outline": file, "save": "1"},
    )

    drawn = Perimeter.objects.get()
    packed = bytes(drawn.territory.outline.packed)
    assert communes_of(drawn) == {*("44005", "44012", "44038", "44106", "44126", "44131", "44182")}
    assert box(unpack(packed)) == (-22_000, 470_500, -19_000, 472_000)
    assert drawn.is_from_file


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"parts": []}, "Ajoutez un territoire à la liste, ou déposez un contour"),
        ({"parts": ["commune:99999", "x", ":"]}, "Ajoutez un territoire à la liste"),
        ({"name": ""}, "Écrivez une réponse"),
        ({"nature": "royaume"}, "royaume"),
        ({"outline": SimpleUploadedFile("a.geojson", b"{}")}, "ne gardez que le contour"),
    ],
)
@pytest.mark.usefixtures("official")
def test_bad_input_is_refused_and_given_back(
    officer: Client, cooperation: Cooperation, fields: dict[str, object], answer: str
) -> None:
    page = unescape(officer.post(page_of(cooperation, "perimeter_draw"), {**DRAWN, **fields}).text)

    assert answer in page
    assert 'value="Décret du 3 juin"' in page
    assert not Perimeter.objects.exists()


@pytest.mark.usefixtures("official")
def test_change_keeps_the_communes_that_left(officer: Client, cooperation: Cooperation) -> None:
    officer.post(page_of(cooperation, "perimeter_draw"), DRAWN)
    drawn = Perimeter.objects.get()
    changed = {**DRAWN, "name": "Parc", "parts": ["commune:44131"], "version": drawn.version}

    officer.post(page_of(cooperation, "perimeter_edit", drawn.pk), changed)

    drawn.refresh_from_db()
    assert (drawn.territory.name, communes_of(drawn)) == ("Parc", {"44131"})
    assert Membership.objects.filter(area=drawn.territory).exclude(until=None).count() == 8


@pytest.mark.usefixtures("official")
def test_stale_change_shows_both_texts(officer: Client, cooperation: Cooperation) -> None:
    officer.post(page_of(cooperation, "perimeter_draw"), DRAWN)
    drawn = Perimeter.objects.get()
    url = page_of(cooperation, "perimeter_edit", drawn.pk)
    officer.post(url, {**DRAWN, "name": "Le leur", "version": 1})

    stale = officer.post(url, {**DRAWN, "name": "Le mien", "version": 1}).text
    drawn.refresh_from_db()
    name = drawn.territory.name
    officer.post(url, {**DRAWN, "name": "Le mien", "version": 2})

    assert "pendant que vous écriviez" in stale
    assert '<p class="m-text m-gap-xs">Le leur</p>' in stale
    assert 'value="Le mien"' in stale
    assert 'name="version" value="2"' in stale
    assert name == "Le leur"
    assert Territory.objects.get(pk=drawn.territory_id).name == "Le mien"


def test_perimeter_leaves_the_map_and_comes_back(officer: Client, cooperation: Cooperation) -> None:
    perimeter = make_perimeter(cooperation=cooperation)
    url = page_of(cooperation, "perimeter_end", perimeter.pk)

    ends = []
    for _ in range(2):
        officer.post(url)
        perimeter.refresh_from_db()
        ends.append(perimeter.ended_on is not None)

    assert ends == [True, False]


def test_register_shows_those_on_the_map(officer: Client, cooperation: Cooperation) -> None:
    make_perimeter(cooperation=cooperation, name="Parc des Marais")
    old = make_perimeter(cooperation=cooperation, name="Ancien pays")
    old.ended_on = date(2026, 1, 1)
    old.save()
    url = page_of(cooperation, "perimeters")

    page, whole = officer.get(url).text, officer.get(url, {"filtres": "1"}).text

    assert ("Parc des Marais" in page, "Ancien pays" in page) == (True, False)
    assert ("Parc des Marais" in whole, "Ancien pays" in whole) == (True, True)


@pytest.mark.parametrize("role", ["team", "elected", "partner", "observer"])
def test_others_read_and_do_not_draw(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    perimeter = make_perimeter(cooperation=cooperation)
    client = sign_in(role)

    sheet = client.get(page_of(cooperation, "perimeter", perimeter.pk)).text
    refused = [
        client.post(page_of(cooperation, "perimeter_draw"), DRAWN).status_code,
        client.post(page_of(cooperation, "perimeter_edit", perimeter.pk), DRAWN).status_code,
        client.post(page_of(cooperation, "perimeter_end", perimeter.pk)).status_code,
    ]

    assert "Parc des Marais" in sheet
    assert page_of(cooperation, "perimeter_edit", perimeter.pk) not in sheet
    assert refused == [403, 403, 403]


@pytest.mark.parametrize(("name", "queries"), [("perimeters", 6), ("perimeter", 6)])
def test_queries_do_not_grow(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
) -> None:
    parts = (make_territory(seat=None),)
    perimeter = make_perimeter(cooperation=cooperation, parts=parts)
    url = page_of(cooperation, name, *([perimeter.pk] if name == "perimeter" else []))
    with django_assert_num_queries(queries):
        officer.get(url)
    for code in ("44220", "44005"):
        perimeter.parts.add(make_territory(name=code, code=code))
        make_perimeter(cooperation=cooperation, name=code)
    with django_assert_num_queries(queries):
        officer.get(url)
