"""The help of the map draws each mark beside the word that it explains."""

from django.test import Client
from django.urls import reverse

from maillage.core.marks import STATES
from maillage.foundation.cooperations.models import Cooperation


def test_help_of_the_map_draws_every_state(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(reverse("missions:guide", args=[cooperation.slug, "mission_map"])).text

    prose = page.partition('class="m-prose"')[2]
    assert {value: prose.count(f'data-state="{value}"') for value in STATES} == (
        dict.fromkeys(STATES, 1)
    )
