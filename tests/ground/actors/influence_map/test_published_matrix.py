"""The published game of eleven actors comes from a spreadsheet: its figures on screen."""

import re
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.analysis.actor_game import InfluenceReading, influence_reading, influence_terms
from maillage.core import french
from maillage.core.drawing.plane import Dot, around_mean, spots
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.models import Import
from maillage.ground.actors.influence_map.words import level_word, zone_words
from maillage.ground.directory.models import Actor
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.ground.actors.games import reference_game
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.reading import plain

pytestmark = pytest.mark.usefixtures("tasks_at_once")

PUBLISHED = "niger_2010_mdi"


def brought_in(client: Client, cooperation: Cooperation, content: bytes) -> Import:
    """The file through the four steps of the wizard, as an officer goes through them."""
    file = SimpleUploadedFile("jeu.xlsx", content)
    start = reverse("exchange:import_wizard", args=[cooperation.slug])
    client.post(f"{start}?tableau=influences", {"target": "influences", "file": file})
    run = Import.objects.get()
    steps = [
        reverse(f"exchange:import_wizard_{step}", args=[cooperation.slug, run.pk])
        for step in ("columns", "check")
    ]
    choices = re.findall(
        r'<select[^>]*name="(column-[^"]+)".*?value="([^"]+)" selected',
        client.get(steps[0]).text,
        re.DOTALL,
    )
    client.post(steps[0], {"sheet": ["Jeu"], **dict(choices)})
    client.post(steps[1], {"step": "import"})
    run.refresh_from_db()
    return run


def square(names: Sequence[str], table: Sequence[Sequence[int]]) -> bytes:
    """The matrix as it is published: no word in its corner, zeros where an actor meets itself."""
    rows: list[Row] = [["", *names]]
    rows += [[name, *row] for name, row in zip(names, table, strict=True)]
    return xlsx_bytes({"Jeu": rows})


@pytest.fixture
def names(officer: Client, access: Access) -> list[str]:
    """The eleven actors, their matrix brought in."""
    names, table = reference_game(PUBLISHED)
    for name in names:
        make_member_actor(cooperation=access.cooperation, name=name)
    run = brought_in(officer, access.cooperation, square(names, table))
    assert (run.state, run.report["figures"]) == (
        ImportState.DONE,
        [{"label": "influences notées", "number": 110, "tone": ""}],
    )
    return names


def engine(order: Sequence[str]) -> InfluenceReading:
    """What the analysis says of the same matrix, its actors in this order."""
    return influence_reading(list(order), table_in(order))


def table_in(order: Sequence[str]) -> list[list[int | None]]:
    """The published matrix, its actors in this order."""
    names, table = reference_game(PUBLISHED)
    places = [names.index(name) for name in order]
    return [[table[row][column] for column in places] for row in places]


def page(client: Client, cooperation: Cooperation, name: str, *numbers: int) -> str:
    return client.get(reverse(f"actors:{name}", args=[cooperation.slug, *numbers])).text


def test_the_plane_draws_and_tells_what_the_analysis_says(
    officer: Client, cooperation: Cooperation, names: list[str]
) -> None:
    order = sorted(names, key=str.casefold)
    reading = engine(order)
    mean = sum(reading.influence) / len(order)

    text = page(officer, cooperation, "influence_map")

    rows = re.findall(
        r'href="[^"]*">([^<]+)</a><small>([^<]+)</small>.*?pèse </span>([^<]+)<'
        r".*?dépend </span>([^<]+)<",
        text,
    )
    assert [tuple(plain(word) for word in row) for row in rows] == [
        (
            name,
            zone_words(reading.influence[place], reading.dependence[place], mean),
            level_word(reading.influence[place], mean),
            level_word(reading.dependence[place], mean),
        )
        for place, name in enumerate(order)
    ]
    dots = [
        Dot(
            place + 1,
            name,
            (
                around_mean(reading.dependence[place], mean, max(reading.dependence)),
                around_mean(reading.influence[place], mean, max(reading.influence)),
            ),
        )
        for place, name in enumerate(order)
    ]
    drawn = re.findall(r'<circle class="now" cx="([\d.]+)" cy="([\d.]+)"', text)
    assert drawn == [(spot.x, spot.y) for spot in spots(dots)]
    assert "Influences notées : 110 sur 110 possibles" in plain(text)


def test_why_this_place_shows_the_figures_of_the_analysis(
    officer: Client, cooperation: Cooperation, names: list[str]
) -> None:
    reading = engine(names)
    for place, name in enumerate(names):
        actor = Actor.objects.get(organisation__name=name)
        terms = influence_terms(names, table_in(names), name)

        text = page(officer, cooperation, "influence_map_why", actor.pk)

        figures = dict(re.findall(r"<dt>([^<]+)</dt><dd><b>([^<]+)</b>", plain(text)))
        assert figures == {
            "Influence": french.number(reading.influence[place]),
            "Dépendance": french.number(reading.dependence[place]),
            "Retour sur soi": french.number(reading.midi[place][place]),
            "Pouvoir": french.number(reading.r_star[place], 2),
            "Pouvoir sans les boucles": french.number(reading.r_star_without_self_term[place], 2),
        }
        lines = plain(text).split("<tr ")[1:]
        matches = [
            re.search(r">([^<]+)</th>.*?en tout </span>([^<>]+)</td>", line) for line in lines
        ]
        listed = [(line[1], line[2].strip()) for line in matches if line]
        assert sorted(listed) == sorted(
            (plain(one.other), french.number(one.total)) for one in (*terms.acts, *terms.undergoes)
        )
