"""The portrait is the first page of an observer: the map, the heading, the dates to come."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import JointDecision, Meeting
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.missions.makers import make_mission_state
from tests.trade.context.makers import make_heading_step
from tests.trade.governance.joint_decisions.makers import make_joint_decision
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


def test_three_figures_open_the_portrait(sign_in: SignIn, cooperation: Cooperation) -> None:
    member_with_name(cooperation, "Commune de Bouin")
    member_with_name(cooperation, "Commune de Vue")
    meeting = make_meeting(body=make_body(cooperation=cooperation))
    make_meeting(body=meeting.body)
    Meeting.objects.filter(pk=meeting.pk).update(concluded_on=timezone.localdate())
    for standing in ("yes", "open"):
        decision = make_joint_decision(cooperation=cooperation, title=f"Charte {standing}")
        JointDecision.objects.filter(pk=decision.pk).update(standing=standing)

    page = sign_in("observer").get(reverse("cooperations:portrait", args=[cooperation.slug])).text

    assert sorted(re.findall(r"<dt>([^<]+)</dt>\s*<dd>(\d+)</dd>", page)) == [
        ("décision acquise", "1"),
        ("membres", "2"),
        ("séance tenue", "1"),
    ]


def test_a_portrait_without_anything_has_no_figure(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    page = sign_in("observer").get(reverse("cooperations:portrait", args=[cooperation.slug])).text

    assert "m-figures" not in page


def test_what_the_team_keeps_of_the_heading_is_not_on_it(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_heading_step(cooperation=cooperation, statement="Un plan de repli.", visibility="team")

    page = sign_in("observer").get(reverse("cooperations:portrait", args=[cooperation.slug])).text

    assert "Un plan de repli." not in page
