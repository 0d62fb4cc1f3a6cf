"""The publics: what the register says of them, who writes them, and what is refused."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.actors.models import Subject
from maillage.trade.context.models import Public
from maillage.trade.context.publics.queries import editable_publics
from maillage.trade.context.publics.states import PublicFacts, publics_actors
from maillage.trade.context.publics.words import publics_reading
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import plain
from tests.ground.territories.makers import make_territory
from tests.links_to import pages_of
from tests.trade.context.makers import make_public
from tests.trade.plan.makers import make_action

YEAR = timezone.localdate().year
url = pages_of("context", "publics")


def test_register_says_who_and_how_many(officer: Client, cooperation: Cooperation) -> None:
    make_public(cooperation=cooperation)
    make_public(cooperation=cooperation, label="Familles agricoles", size=None, year=None)

    page = plain(officer.get(url(cooperation)).text)
    file = officer.get(url(cooperation) + "?export=csv").content.decode("utf-8-sig")

    assert "Deux publics : un seul a son nombre." in page
    assert "713 en 2024" in page
    assert "Enfants de moins de trois ans" in file


def test_register_says_which_actions_are_for_a_public(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    served = make_public(cooperation=cooperation)
    make_public(cooperation=cooperation, label="Familles agricoles")
    action = make_action(cooperation=cooperation, title="Une crèche", visibility="team")
    action.publics.add(served)

    page = plain(officer.get(url(cooperation)).text)
    panel = plain(officer.get(url(cooperation, "public", served.pk)).text)
    others = plain(sign_in("partner").get(url(cooperation)).text)

    assert "Deux publics : tous avec leur nombre ; un n’a aucune action ouverte." in page
    assert [text.count("Une crèche") for text in (page, panel, others)] == [1, 2, 0]
    assert "Actions ouvertes" not in others


@pytest.mark.parametrize(
    ("count", "counted", "sentence"),
    [
        (1, 1, "Un public : avec son nombre."),
        (1, 0, "Un public : sans nombre pour l’instant."),
        (2, 2, "Deux publics : tous avec leur nombre."),
        (3, 0, "Trois publics : aucun n’a son nombre pour l’instant."),
        (3, 1, "Trois publics : un seul a son nombre."),
        (3, 2, "Trois publics : deux ont leur nombre."),
    ],
)
def test_reading_counts_the_publics(count: int, counted: int, sentence: str) -> None:
    assert publics_reading(count, counted) == sentence


def test_public_stands_beside_its_register(officer: Client, cooperation: Cooperation) -> None:
    one = make_public(cooperation=cooperation, label="Jeunes")

    page = plain(officer.get(url(cooperation, "public", one.pk)).text)

    assert "tout le territoire" in page


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (
            {"label": "enfants de moins de trois ans"},
            "Ce public est déjà dans la liste, pour ce thème.",
        ),
        (
            {"label": "Jeunes", "year": str(YEAR + 1)},
            "Cette année est à venir : écrivez celle du comptage.",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    officer: Client, cooperation: Cooperation, typed: dict[str, str], refusal: str
) -> None:
    make_public(cooperation=cooperation)

    refused = officer.post(url(cooperation, "public_add"), typed)

    assert (refused.status_code, refusal in plain(refused.text)) == (422, True)
    assert Public.objects.count() == 1


def test_same_name_stands_in_two_themes(officer: Client, cooperation: Cooperation) -> None:
    theme = Subject.objects.create(cooperation=cooperation, kind="theme", label="Enfance")
    make_public(cooperation=cooperation)
    label = "Enfants de moins de trois ans"

    officer.post(url(cooperation, "public_add"), {"label": label, "theme": theme.pk})

    rows = Public.objects.order_by("pk").values_list("label", "theme")
    assert list(rows) == [(label, None), (label, theme.pk)]


def test_team_writes_the_publics_of_its_communes(sign_in: SignIn, cooperation: Cooperation) -> None:
    town = member_with_name(cooperation, "Bouin")
    town.territory = make_territory(kind="commune", name="Bouin", code="85029")
    town.save()
    client = sign_in("team")
    team = Access.objects.get(cooperation=cooperation, role="team")
    make_spokesperson(access=team, organisation=town)
    elsewhere = make_territory(kind="commune", name="Retz", code="44001")
    own = make_public(cooperation=cooperation, label="Aînés", territories=[town.territory])
    shared = [town.territory, elsewhere]
    make_public(cooperation=cooperation, label="Jeunes", territories=shared)
    make_public(cooperation=cooperation, label="Partout")

    client.post(
        url(cooperation, "public_add"), {"label": "Saisonniers", "territories": [town.territory.pk]}
    )

    made = Public.objects.get(label="Saisonniers")
    assert set(editable_publics(team)) == {own, made}


def test_who_opens_the_form(sign_in: SignIn, cooperation: Cooperation) -> None:
    codes = [
        sign_in(role).get(url(cooperation, "public_add")).status_code
        for role in ("officer", "team", "partner", "elected", "observer")
    ]

    assert codes == [200, 200, 403, 403, 403]


def test_public_is_looked_for(access: Access) -> None:
    make_public(cooperation=access.cooperation)

    rows = search(access, "moins de trois ans")
    assert [one.name for one in rows if one.kind == "Public"] == ["Enfants de moins de trois ans"]


def state(**other: object) -> tuple[str, str]:
    """The level and the reason of these facts."""
    values: dict[str, object] = {
        "publics": 3,
        "counted": 3,
        "oldest": 2024,
        "year": 2026,
        "empty": [],
        "url": "/",
        "organisations_url": "/",
    }
    judged = publics_actors(PublicFacts(**values | other))  # type: ignore[arg-type]
    return judged.level, judged.reason


def test_mission_is_judged_by_its_publics() -> None:
    assert [
        state(publics=0),
        state(counted=1),
        state(counted=0),
        state(empty=["Bouin"]),
        state(oldest=2020),
        state(),
    ] == [
        (Level.TODO, "Aucun public n’est encore nommé."),
        (Level.DOING, "Trois publics, dont un avec un nombre et sa source."),
        (Level.DOING, "Trois publics, dont aucun avec un nombre et sa source."),
        (Level.DOING, "Personne n’est connu dans Bouin."),
        (Level.AGED, "Un nombre date de 2020 : il a plus de cinq ans."),
        (Level.DONE, "Les publics sont comptés, et chaque membre a des personnes connues."),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_register_costs_the_same_whatever_it_shows(
    officer: Client,
    cooperation: Cooperation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        make_public(cooperation=cooperation, label=f"Public {number}")
    officer.get(url(cooperation))

    with django_assert_num_queries(9):
        officer.get(url(cooperation))
