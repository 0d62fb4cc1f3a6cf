"""The portrait is the first page of an observer: the map, the heading, the dates to come."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from tests.conftest import SignIn
from tests.ground.missions.makers import make_mission_state
from tests.trade.context.makers import make_heading_step
from tests.trade.governance.makers import make_body, make_meeting


def test_observer_reads_the_heading_and_the_next_date(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_heading_step(cooperation=cooperation, statement="Un service commun.", visibility="members")
    soon = timezone.localdate() + timedelta(9)
    make_meeting(body=make_body(cooperation=cooperation), held_on=soon)
    make_mission_state(cooperation=cooperation, level="aged", reason="Deux lectures ont vieilli.")

    page = sign_in("observer").get(reverse("cooperations:portrait", args=[cooperation.slug])).text

    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert [one for one in headings if one in {"Le cap", "Prochaines dates"}] == [
        "Le cap",
        "Prochaines dates",
    ]
    assert "Un service commun." in page
    assert "Deux lectures ont vieilli." not in page


def test_what_the_team_keeps_of_the_heading_is_not_on_it(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_heading_step(cooperation=cooperation, statement="Un plan de repli.", visibility="team")

    page = sign_in("observer").get(reverse("cooperations:portrait", args=[cooperation.slug])).text

    assert "Un plan de repli." not in page
