"""Facilities: where one is received, for how many, where places lack, what ends soon."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import FacilityField
from maillage.trade.context.facilities.drawing import CommuneShape, FacilityPlate, near_frames
from maillage.trade.context.facilities.queries import facility_page
from maillage.trade.context.facilities.rules import Coverage, is_deficit, is_to_renew, tint
from maillage.trade.context.facilities.words import page_sentence
from tests.conftest import SignIn
from tests.ground.directory.reading import plain, reading
from tests.ground.territories.makers import make_territory
from tests.trade.context.facilities.communes import counted, url
from tests.trade.context.makers import make_facility, make_facility_agreement, make_local_need

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("one", "by_hand", "lacks"),
    [
        (Coverage(9, 58), None, True),
        (Coverage(28, 100), None, False),
        (Coverage(27, 100), None, True),
        (Coverage(0, 9), None, False),
        (Coverage(0, None), None, False),
        (Coverage(0, 9), True, True),
        (Coverage(9, 58), False, False),
    ],
)
def test_places_lack_under_two_thirds_or_by_hand(
    one: Coverage, by_hand: bool | None, lacks: bool
) -> None:
    assert is_deficit(one, Coverage(294, 713), by_hand) is lacks


@pytest.mark.parametrize(
    ("end", "soon"),
    [
        (date(2027, 3, 31), True),
        (date(2027, 8, 29), True),
        (date(2027, 8, 30), False),
        (date(2026, 11, 28), False),
        (None, False),
    ],
)
def test_an_agreement_is_to_renew_within_nine_months(end: date | None, soon: bool) -> None:
    assert is_to_renew(end, TODAY) is soon


def test_a_commune_is_tinted_by_its_share_of_the_whole() -> None:
    whole = Coverage(40, 100)

    tints = [tint(Coverage(one, 100), whole) for one in (10, 30, 45, 60)]

    assert ([*tints, tint(Coverage(3, 9), whole)]) == [1, 2, 3, 4, 0]


def test_the_page_says_places_needs_and_what_lacks(
    officer: Client, cooperation: Cooperation, communes: list[Territory]
) -> None:
    counted(cooperation, communes)

    page = plain(officer.get(url(cooperation)).text)

    assert "Trois équipements, 47 places d’accueil pour 118 enfants de moins de trois ans." in page
    assert "Une commune est en secteur déficitaire." in page


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("micro", "open", 1)], "Un équipement, 1 place d’accueil."),
        (
            [("nursery", "open", 40), ("rpe", "open", None), ("minders", "open", 197)],
            "Deux équipements, 40 places d’accueil et 197 chez des assistantes maternelles.",
        ),
        (
            [("minders", "open", 12), ("micro", "planned", 12)],
            "Aucun équipement ouvert, 12 places chez des assistantes maternelles. "
            "Un équipement est en projet.",
        ),
        (
            [("micro", "open", 12), ("micro", "planned", 9), ("laep", "closed", None)],
            "Un équipement, 12 places d’accueil. Un équipement est en projet.",
        ),
        ([("rpe", "open", None)], "Un équipement."),
    ],
)
def test_places_of_childminders_and_projects_are_apart(
    access: Access,
    communes: list[Territory],
    rows: list[tuple[str, str, int | None]],
    sentence: str,
) -> None:
    for kind, state, places in rows:
        make_facility(
            cooperation=access.cooperation,
            name=f"{kind} {state}",
            commune=communes[0],
            kind=kind,
            state=state,
            places=places,
        )

    assert plain(page_sentence(facility_page(access, FacilityField.CHILDREN))) == sentence


def test_the_list_begins_with_the_least_covered(access: Access, communes: list[Territory]) -> None:
    counted(access.cooperation, communes)

    page = facility_page(access, FacilityField.CHILDREN)

    lines = [(str(line.commune), line.is_deficit) for line in page.lines]
    assert lines == [("Bouin-sur-Mer", True), ("Machecoul", False), ("Pornic", False)]


def test_a_long_register_is_searched_and_read_page_by_page(
    officer: Client, cooperation: Cooperation, communes: list[Territory]
) -> None:
    for rank in range(33):
        commune = communes[rank % 3]
        make_facility(cooperation=cooperation, name=f"Crèche {rank:02}", commune=commune)

    pages = [
        officer.get(url(cooperation) + query)
        for query in ("", "?page=2", "?q=CRECHE 0", "?q=machecoul", "?q=piscine", "?page=999")
    ]

    rows = [[str(one["name"]) for one in page.context["register"]] for page in pages]
    sentences = [plain(page.context["counted"]) for page in pages]
    assert [len(one) for one in rows] == [30, 3, 10, 11, 0, 3]
    assert rows[1] == ["Crèche 30", "Crèche 31", "Crèche 32"]
    assert sentences[:2] == ["1 à 30 sur 33 équipements.", "31 à 33 sur 33 équipements."]
    assert sentences[2:5] == [
        "Dix équipements sur 33.",
        "Onze équipements sur 33.",
        "Aucun équipement ne correspond.",
    ]
    searched = pages[3]
    assert reading(searched.text) == "Onze équipements sur 33, dans une commune."
    assert [row["name"] for row in searched.context["rows"]] == ["Machecoul"]
    assert "Fin de convention" not in searched.text
    assert "page=2#m-fac" in pages[0].text
    folds = [page.text.count("Voir les 20 autres de cette page") for page in pages]
    assert folds == [1, 0, 0, 0, 0, 0]


def test_many_communes_are_read_page_by_page_and_numbers_come_in_their_order(
    officer: Client, cooperation: Cooperation
) -> None:
    for rank in range(62):
        commune = make_territory(name=f"Ville {rank}", code=f"{90000 + rank}")
        make_facility(cooperation=cooperation, name=f"Crèche {rank}", commune=commune)

    pages = [officer.get(url(cooperation) + query) for query in ("", "?communes=3&page=2")]

    names = [[str(row["name"]) for row in page.context["rows"]] for page in pages]
    assert names == [[f"Ville {n}" for n in range(30)], ["Ville 60", "Ville 61"]]
    assert pages[1].context["register"][0]["name"] == "Crèche 30"
    assert plain(pages[1].text).count("31 à 60 sur 62 équipements.") == 1
    assert "61 à 62 sur 62 communes." in plain(pages[1].text)


def test_list_and_legend_leave_out_what_nothing_bears(
    officer: Client, cooperation: Cooperation, communes: list[Territory]
) -> None:
    make_facility(cooperation=cooperation, commune=communes[0])
    bare = officer.get(url(cooperation)).text
    counted(cooperation, communes)
    full = officer.get(url(cooperation)).text

    assert ["Manque" in page or "Pour 100" in page for page in (bare, full)] == [False, True]
    plates = [
        render_to_string("context/parts/facility_plate.html", {"plate": FacilityPlate(shapes)})
        for shapes in ([shape(0)], [shape(0), shape(1), shape(3, is_deficit=True)])
    ]
    words = ("déficitaire", "sans taux", "peu couverte", "proche de", "mieux couverte")
    assert [[one in plate for one in words] for plate in plates] == [
        [False] * 5,
        [True, True, True, True, False],
    ]


def shape(tint: int, *, is_deficit: bool = False, has_facility: bool = True) -> CommuneShape:
    """A commune as it is drawn."""
    return CommuneShape("M0 0h9v9z", tint, "Bouin", 1, 4, 4, is_deficit, has_facility)


def test_the_point_of_the_legend_is_drawn_where_a_commune_bears_one() -> None:
    plates = [
        render_to_string(
            "context/parts/facility_plate.html",
            {"plate": FacilityPlate([shape(0, has_facility=one)])},
        )
        for one in (True, False)
    ]

    assert ["au moins un équipement" in one for one in plates] == [True, False]


def test_many_communes_bear_no_number_and_the_frame_holds_most_of_them() -> None:
    towns = {number: (number, 0, number + 1, 1) for number in range(70)}
    overseas = {99: (9_000, 0, 9_001, 1)}
    plates = [FacilityPlate([shape(0)] * count, far) for count, far in ((60, 0), (60, 1))]

    assert near_frames(towns | overseas) == towns
    assert near_frames(dict(list(towns.items())[:59]) | overseas).keys() >= {99}
    assert [one.has_numbers for one in plates] == [True, False]
    assert "une commune, trop loin" in render_to_string(
        "context/parts/facility_plate.html", {"plate": plates[1]}
    )


def test_what_is_planned_or_closed_has_no_places_yet(
    access: Access, communes: list[Territory]
) -> None:
    place = access.cooperation
    make_facility(cooperation=place, commune=communes[0], places=12, state="planned")
    make_facility(cooperation=place, name="Hier", commune=communes[0], places=20, state="closed")

    assert facility_page(access, FacilityField.CHILDREN).whole == Coverage(0, None)


def test_childminders_have_places_and_no_name(
    officer: Client, cooperation: Cooperation, communes: list[Territory]
) -> None:
    for area in communes:
        make_facility(cooperation=cooperation, kind="minders", commune=area, places=5)

    page = plain(officer.get(url(cooperation)).text)

    assert (
        "Assistantes maternelles, comptées sans être nommées : 15 places dans trois communes."
        in page
    )


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("officer", True),
        ("team", True),
        ("elected", False),
        ("partner", False),
        ("observer", False),
    ],
)
def test_free_places_are_for_those_who_work_on_it(
    sign_in: SignIn, cooperation: Cooperation, role: str, reads: bool
) -> None:
    one = make_facility(cooperation=cooperation, free_places=3)
    client = sign_in(role)

    pages = [
        plain(client.get(page).text)
        for page in (url(cooperation), url(cooperation, "facility", one.pk))
    ]

    assert ["trois places libres" in pages[0], "Places libres" in pages[1]] == [reads, reads]


def test_the_page_costs_the_same_for_one_and_three(
    officer: Client,
    cooperation: Cooperation,
    communes: list[Territory],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place, area in enumerate(communes, 1):
        one = make_facility(cooperation=cooperation, name=f"Crèche {place}", commune=area)
        make_local_need(cooperation=cooperation, commune=area)
        make_facility_agreement(facility=one)
        if place in {1, 3}:
            officer.get(url(cooperation))
            make_facility_agreement(facility=one, kind="pmi")
            with django_assert_num_queries(10):
                officer.get(url(cooperation))


def test_a_facility_is_searched(access: Access) -> None:
    make_facility(cooperation=access.cooperation)

    rows = search(access, "creche moulin")
    assert [one.name for one in rows if one.kind == "Équipement"] == ["Crèche du Moulin"]
