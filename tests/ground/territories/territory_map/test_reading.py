"""What the map says in one sentence."""

import pytest

from maillage.ground.territories.models import Territory
from maillage.ground.territories.territory_map.queries.concerned import Area, Concerned
from maillage.ground.territories.territory_map.words import reading

PARC = Territory(pk=99, kind="perimeter", name="Parc")


def epci(number: int, name: str, inside: int) -> Area:
    """An intercommunalité of ten communes, of which some are in the parc."""
    within = {99: inside} if inside else {}
    return Area(Territory(pk=number, kind="epci", name=name), name, "", "members", 10, within)


def commune(number: int, *, inside: bool) -> Area:
    """A commune, in the parc or not."""
    territory = Territory(pk=number, kind="commune", name=f"Commune {number}")
    return Area(territory, territory.name, "", "members", 0, {99: 1} if inside else {})


def sentence_for(*members: Area, communes: int, parc: bool = True) -> str:
    """The sentence of a map with these members, and the parc or not."""
    drawn = (Area(PARC, "Parc", "", "perimeters", 12, {}),) if parc else ()
    return reading(Concerned((), (*members, *drawn), (), (), communes))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (sentence_for(communes=0, parc=False), "Aucun membre n’a encore de territoire."),
        (
            sentence_for(epci(1, "CC A", 0), commune(2, inside=False), communes=11, parc=False),
            "Une intercommunalité, 11 communes.",
        ),
        (
            sentence_for(epci(1, "CC A", 10), commune(2, inside=True), communes=10),
            "Une intercommunalité, dix communes. « Parc » la contient.",
        ),
        (
            sentence_for(epci(1, "CC A", 10), epci(2, "CC B", 10), communes=20),
            "Deux intercommunalités, 20 communes. « Parc » les contient toutes.",
        ),
        (
            sentence_for(epci(1, "CC A", 10), epci(2, "CC B", 0), communes=20),
            "Deux intercommunalités, 20 communes. « Parc » en contient une.",
        ),
        (
            sentence_for(epci(1, "CC A", 3), epci(2, "CC du Bocage", 1), communes=20),
            "Deux intercommunalités, 20 communes. « Parc » en recoupe deux : A et Bocage.",
        ),
        (
            sentence_for(commune(1, inside=True), commune(2, inside=False), communes=2),
            "Deux communes. « Parc » en contient une.",
        ),
        (
            sentence_for(epci(1, "CC A", 0), communes=10),
            "Une intercommunalité, dix communes. « Parc » n’en touche aucune.",
        ),
    ],
)
def test_sentence(sentence: str, expected: str) -> None:
    assert sentence == expected


def test_many_crossed_are_not_all_named() -> None:
    members = [epci(number, f"CC {number}", 1) for number in range(1, 6)]

    assert sentence_for(*members, communes=50) == (
        "Cinq intercommunalités, 50 communes. « Parc » en recoupe cinq : 1, 2, 3 et d’autres."
    )
