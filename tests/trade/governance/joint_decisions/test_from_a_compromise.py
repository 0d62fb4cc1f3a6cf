"""From an option that all can live with to what the councils are asked, in two clicks."""

from django.test import Client
from django.urls import reverse

from maillage.core.panels import panels
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor
from tests.trade.dialogue.makers import make_compromise, make_option_answer


def test_the_compromise_leads_to_the_form(access: Access) -> None:
    compromise = make_compromise(cooperation=access.cooperation)
    add = reverse("governance:joint_decision_add", args=[access.cooperation.slug])

    def urls(reader: Access) -> list[str]:
        results = panels.ask(reader, "compromise", compromise.pk)
        lines = [line for one in results for line in one.context["lines"]]  # type: ignore[attr-defined]  # a list of lines
        return [line.url for line in lines]

    team = make_access(cooperation=access.cooperation, role="team")
    action = reverse("plan:action_add", args=[access.cooperation.slug])
    assert urls(access) == [
        f"{action}?de=compromise:{compromise.pk}",
        f"{add}?compromise={compromise.pk}",
    ]
    assert urls(team) == []


def test_the_form_holds_the_question_and_the_option(officer: Client, access: Access) -> None:
    place = access.cooperation
    actor = make_member_actor(cooperation=place)
    compromise = make_compromise(
        cooperation=place, title="Qui paie ?", options=("Aux trajets", "Moitié"), actors=(actor,)
    )
    for option, stance in zip(compromise.options.all(), ("refusal", "yes"), strict=True):
        make_option_answer(option=option, actor=actor, stance=stance)
    add = reverse("governance:joint_decision_add", args=[place.slug])

    parts = [
        officer.get(f"{add}?compromise={number}").text
        for number in (str(compromise.pk), "999999", "x")
    ]

    assert ["Qui paie" in one for one in parts] == [True, False, False]
    assert ["Moitié." in one for one in parts] == [True, False, False]


def test_what_one_may_not_see_is_not_put_to_the_councils(officer: Client, access: Access) -> None:
    compromise = make_compromise(
        cooperation=access.cooperation, title="Pour moi", visibility=Visibility.ME
    )
    add = reverse("governance:joint_decision_add", args=[access.cooperation.slug])

    assert "Pour moi" not in officer.get(f"{add}?compromise={compromise.pk}").text
