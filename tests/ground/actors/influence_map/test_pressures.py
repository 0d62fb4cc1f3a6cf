"""By whom one may go to move an actor, and what it can do in return."""

from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from tests.ground.actors.games import record_game
from tests.ground.actors.influence_map.test_influence_plane import MARCH
from tests.ground.directory.reading import plain


def test_the_page_says_by_whom_to_go_with_its_terms(officer: Client, access: Access) -> None:
    game = record_game(access, "toy4", MARCH)
    epci = game.actors[game.names.index("EPCI")]

    text = plain(
        officer.get(
            reverse("actors:influence_map_why", args=[access.cooperation.slug, epci.pk])
        ).text
    )

    assert "La Commune touche " in text.replace("<b>", "").replace("</b>", "")
    assert "En retour" in text
