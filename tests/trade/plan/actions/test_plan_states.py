"""The missions of the plan: to engage, under way, in place, to be looked at again."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Moment
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.actions import states
from tests.trade.plan.makers import (
    make_action,
    make_objective,
    make_progress_note,
    make_share,
    make_share_answer,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


def moment(cooperation: Cooperation) -> Moment:
    """The end of November 2026."""
    return Moment(cooperation.pk, cooperation.slug, TODAY)


def structured(cooperation: Cooperation) -> tuple[str, str]:
    """Where the mission of the plan stands, and why."""
    state = states.plan_structured(states.load(moment(cooperation)))
    return str(state.level), state.reason


def test_nothing_is_written(cooperation: Cooperation) -> None:
    assert structured(cooperation) == ("todo", "Aucune fiche n’est écrite.")


def test_objective_without_action_is_under_way(cooperation: Cooperation) -> None:
    axis = make_objective(cooperation=cooperation)
    make_objective(parent=axis, title="Sans fiche")
    make_action(cooperation=cooperation)

    assert structured(cooperation) == ("doing", "Un objectif n’a pas encore de fiche.")


def test_action_without_date_nor_pilot_is_under_way(cooperation: Cooperation) -> None:
    make_action(cooperation=cooperation)

    assert structured(cooperation) == (
        "doing",
        "La fiche en cours n’a pas encore sa date et un pilote qui l’accepte.",
    )


def test_dated_action_with_its_pilot_is_in_place(cooperation: Cooperation) -> None:
    action = make_action(
        cooperation=cooperation,
        objective=make_objective(cooperation=cooperation),
        due_on=date(2027, 4, 1),
    )
    make_share_answer(share=make_share(action=action, role="pilot"))

    assert structured(cooperation) == (
        "done",
        "Chaque objectif a ses fiches ; la plupart ont leur date et un pilote qui l’accepte.",
    )


def test_action_past_its_day_without_news_is_looked_at_again(cooperation: Cooperation) -> None:
    make_action(cooperation=cooperation, due_on=date(2026, 11, 1))
    recent = make_action(cooperation=cooperation, due_on=date(2026, 11, 1))
    make_progress_note(action=recent, on=date(2026, 11, 20))

    assert structured(cooperation) == (
        "aged",
        "Une fiche a passé sa date, sans nouvelle depuis trois mois.",
    )


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        ((), ("todo", "Chaque fiche en cours repose sur une structure au plus.")),
        (("accepted",), ("todo", "Chaque fiche en cours repose sur une structure au plus.")),
        (
            ("accepted", "refused"),
            ("todo", "Chaque fiche en cours repose sur une structure au plus."),
        ),
        (("accepted", "reserved"), ("done", "Plusieurs structures portent une fiche sur une.")),
    ],
)
def test_action_is_joint_when_two_accept(
    cooperation: Cooperation, answers: tuple[str, ...], read: tuple[str, str]
) -> None:
    action = make_action(cooperation=cooperation)
    for answer in answers:
        make_share_answer(share=make_share(action=action), answer=answer)

    state = states.carried_jointly(states.load_joint(moment(cooperation)))

    assert (str(state.level), state.reason) == read


def test_nothing_under_way_is_said(cooperation: Cooperation) -> None:
    make_action(cooperation=cooperation, state="talk")

    state = states.carried_jointly(states.load_joint(moment(cooperation)))

    assert (str(state.level), state.reason) == ("todo", "Aucune fiche n’est en cours ni à venir.")


def test_members_work_together_when_most_carry_with_two_others(cooperation: Cooperation) -> None:
    action = make_action(cooperation=cooperation)
    for _number in range(3):
        make_share_answer(share=make_share(action=action))

    state = states.working_together(states.load_joint(moment(cooperation)))

    assert (str(state.level), state.reason) == (
        "done",
        "Trois membres sur trois portent une action avec deux autres structures.",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_facts_cost_the_same_for_one_and_three(
    cooperation: Cooperation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        make_share_answer(share=make_share(action=make_action(cooperation=cooperation)))

    with django_assert_num_queries(5):
        now = moment(cooperation)
        now.once(states.load)
        now.once(states.load_joint)


def test_what_ended_without_a_day_has_that_of_its_state_in_the_version_before(
    cooperation: Cooperation,
) -> None:
    action = make_action(cooperation=cooperation, state="done")
    running = make_action(cooperation=cooperation)
    type(action).objects.update(ended_on=None)
    migration = import_module("maillage.trade.plan.migrations.0014_ended_without_a_day")

    migration.give_a_day(apps, None)

    action.refresh_from_db()
    running.refresh_from_db()
    assert (action.ended_on, running.ended_on) == (action.state_on, None)
