"""By whom one may go to move an actor, and what it can do in return."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.analysis.actor_game import Pressure
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.influence_map.words import pressing_words, pressure_sentence
from tests.ground.actors.games import record_game
from tests.ground.actors.influence_map.test_influence_plane import MARCH
from tests.ground.directory.reading import plain


@pytest.mark.parametrize(
    ("pressures", "sentence"),
    [
        ([], "D’après ce qui est noté, personne ne peut agir sur Vue."),
        ([Pressure("Caf", 6, 2)], "Pour faire bouger Vue, passer par Caf (6 contre 2)."),
        (
            [Pressure("Caf", 6, 2), Pressure("Agglo", 3, 1)],
            "Pour faire bouger Vue, passer par Caf (6 contre 2).",
        ),
        (
            [Pressure("Caf", 6, 2), Pressure("Agglo", 4, 0)],
            "Pour faire bouger Vue, passer par Caf (6 contre 2) et Agglo (4 contre 0).",
        ),
        (
            [Pressure("Caf", 2, 2), Pressure("Agglo", 1, 3)],
            "Personne ne peut davantage sur Vue que l’inverse ; à égalité : Caf.",
        ),
        ([Pressure("Agglo", 1, 3)], "Vue peut davantage sur chacun que chacun sur cet acteur."),
    ],
)
def test_by_whom_to_go_in_each_case(pressures: list[Pressure], sentence: str) -> None:
    assert pressure_sentence("Vue", pressures, has_reading=True) == sentence


def test_nothing_noted_is_not_nobody() -> None:
    assert pressure_sentence("Vue", [], has_reading=False) == (
        "On ne sait pas encore qui peut agir sur Vue."
    )


def test_many_are_counted() -> None:
    many = [Pressure(name, 3, 1) for name in "ABCDE"]

    assert pressing_words(many) == ("A (3 contre 1), B (3 contre 1), C (3 contre 1) et 2 autres")


def test_the_page_says_by_whom_to_go_with_its_terms(officer: Client, access: Access) -> None:
    game = record_game(access, "toy4", MARCH)
    epci = game.actors[game.names.index("EPCI")]

    text = plain(
        officer.get(
            reverse("actors:influence_map_why", args=[access.cooperation.slug, epci.pk])
        ).text
    )

    assert "Pour faire bouger EPCI, passer par Commune (" in text
    assert "En retour" in text
