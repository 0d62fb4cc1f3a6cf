"""The plan answers a scheme of childcare: its objectives, its facilities, its dates."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.actions.childcare import plan_answers
from tests.foundation.cooperations.makers import make_access
from tests.trade.context.makers import make_facility
from tests.trade.plan.makers import make_action, make_objective

TODAY = date(2026, 11, 30)
pytestmark = pytest.mark.django_db


def answers(access: Access) -> list[tuple[str, str]]:
    """What each part is answered."""
    return [(one.state, one.sentence) for one in plan_answers(access, None)]


def test_only_what_is_for_young_children_counts(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cooperation = access.cooperation
    axis = make_objective(cooperation=cooperation, title="Petite enfance")
    below = make_objective(parent=axis, title="Rapprocher l’accueil")
    make_action(cooperation=cooperation, title="Une navette")
    make_action(
        cooperation=cooperation, objective=below, state="dropped", state_why="Non.", ended_on=TODAY
    )
    works = make_action(cooperation=cooperation, objective=below, due_on=date(2027, 4, 1))
    type(works).objects.filter(pk=works.pk).update(start_on=TODAY)
    works.facilities.add(make_facility(cooperation=cooperation, name="Crèche du Moulin"))
    with django_assert_num_queries(2):
        one = answers(access)
    for _one in range(2):
        make_action(cooperation=cooperation, objective=axis, visibility="team")

    with django_assert_num_queries(2):
        three = answers(access)
    partner = answers(make_access(cooperation=cooperation, role="partner"))

    place = ("yes", "Un équipement : Crèche du Moulin.")
    assert one == [
        ("yes", "Une fiche pour un objectif."),
        place,
        ("yes", "Une fiche a un début et une fin."),
    ]
    assert three == [
        ("yes", "Trois fiches pour deux objectifs."),
        place,
        ("reserve", "Une fiche a un début et une fin, sur trois."),
    ]
    assert partner == one
