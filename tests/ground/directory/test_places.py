"""Where the members are: on the map of territories, and in the missions about places."""

import pytest

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.members.points import member_layers
from maillage.ground.directory.standing.places import PlaceFacts, multi_scale, territories
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.territories.makers import make_territory

ALONE = "Les membres et les périmètres placés sont d’une seule échelle."
SEVERAL = (
    "Les membres et les périmètres placés sont de deux échelles. Rien ne rattache encore ici un "
    "enjeu ou une décision à l’une d’elles : déclarez la mission en place quand vous les "
    "travaillez ensemble."
)


def facts(*kinds: str, perimeters: int = 0) -> PlaceFacts:
    """The facts of a cooperation whose members have territories of these kinds."""
    return PlaceFacts(kinds, perimeters, "/carte/", "/dessiner/", "/membres/")


@pytest.mark.parametrize(
    ("place_facts", "level", "next_step", "next_url"),
    [
        (
            facts(),
            Level.TODO,
            "Placer les structures : signataires, associées, financeurs.",
            "/membres/",
        ),
        (facts(""), Level.TODO, "Donner à chaque membre son territoire.", "/carte/"),
        (
            facts("epci", "", ""),
            Level.DOING,
            "Dire le territoire des 2 membres qui n’en ont pas.",
            "/carte/",
        ),
        (
            facts("epci"),
            Level.DOING,
            "Dessiner le périmètre qui dépasse les limites des membres.",
            "/dessiner/",
        ),
        (facts("epci", perimeters=1), Level.DONE, "", ""),
    ],
)
def test_territories_are_in_place_when_all_are_drawn(
    place_facts: PlaceFacts, level: str, next_step: str, next_url: str
) -> None:
    state = territories(place_facts)

    assert (state.level, state.next_step, state.next_url) == (level, next_step, next_url)


@pytest.mark.parametrize(
    ("place_facts", "level", "reason"),
    [
        (facts(""), Level.TODO, "Aucune échelle n’est encore nommée."),
        (facts("epci", "epci"), Level.DOING, ALONE),
        (facts("epci", "commune"), Level.DOING, SEVERAL),
        (facts("epci", perimeters=2), Level.DOING, SEVERAL),
    ],
)
def test_members_of_two_scales_are_not_questions_of_two_scales(
    place_facts: PlaceFacts, level: str, reason: str
) -> None:
    state = multi_scale(place_facts)

    assert (state.level, state.reason) == (level, reason)


def test_authorities_are_areas_and_others_are_points(cooperation: Cooperation) -> None:
    pornic = make_territory()
    for name, kind, territory in (
        ("Caf", "social", pornic),
        ("Commune de Pornic", "commune", pornic),
        ("Les Voisins", "association", None),
    ):
        body = make_organisation(workspace=cooperation.workspace, name=name, kind=kind)
        body.territory = territory
        body.save()
        make_member(cooperation=cooperation, organisation=body)

    (layer,) = member_layers(make_access(cooperation=cooperation))

    assert [(one.label, one.territory_id, one.is_area) for one in layer.placed] == [
        ("Caf", pornic.pk, False),
        ("Commune de Pornic", pornic.pk, True),
        ("Les Voisins", None, False),
    ]
    assert layer.placed[2].url == f"/c/{cooperation.slug}/annuaire/structures/{body.pk}/"


def test_no_member_no_point(cooperation: Cooperation) -> None:
    (layer,) = member_layers(make_access(cooperation=cooperation))

    assert layer.placed == ()
