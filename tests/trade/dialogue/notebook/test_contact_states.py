"""Whether each member has a point of contact who acts, and of whom something is known."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment, State
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Mandate, Member, Person, Reliability
from maillage.trade.dialogue.notebook.states.contacts import contacts_state, load
from tests.ground.directory.makers import (
    make_mandate,
    make_member,
    make_organisation,
    make_person,
    make_reliability,
)
from tests.trade.dialogue.makers import make_note

TODAY = timezone.localdate()


def state_of(cooperation: Cooperation) -> State:
    return contacts_state(load(Moment(cooperation.pk, cooperation.slug, TODAY)))


def answered_by(cooperation: Cooperation, name: str = "Pornic") -> Person:
    """The point of contact of a member, who acts in it."""
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    person = make_person(workspace=cooperation.workspace, family_name=name)
    make_mandate(person=person, organisation=organisation)
    member = make_member(cooperation=cooperation, organisation=organisation)
    Member.objects.filter(pk=member.pk).update(contact=person)
    return person


def test_without_member_it_is_to_begin(cooperation: Cooperation) -> None:
    assert state_of(cooperation).reason == "Aucune structure n’est encore membre."


def test_each_member_names_who_answers(cooperation: Cooperation) -> None:
    bouin = make_organisation(workspace=cooperation.workspace, name="Bouin")
    make_member(cooperation=cooperation, organisation=bouin)
    none = state_of(cooperation)
    answered_by(cooperation)
    some = state_of(cooperation)

    assert [(one.level, one.reason) for one in (none, some)] == [
        (Level.TODO, "Aucun point de contact n’est désigné dans Bouin."),
        (Level.DOING, "Aucun point de contact n’est désigné dans Bouin."),
    ]


def test_it_ages_when_somebody_leaves(cooperation: Cooperation) -> None:
    answered_by(cooperation)
    Mandate.objects.update(until=TODAY - timedelta(days=1))

    state = state_of(cooperation)

    assert (state.level, state.reason) == (
        Level.AGED,
        "Le point de contact n’est plus en fonction dans Pornic.",
    )


@pytest.mark.parametrize("kind", ["a fact", "a note"])
def test_a_fact_or_a_note_makes_it_known(cooperation: Cooperation, kind: str) -> None:
    person = answered_by(cooperation)
    before = state_of(cooperation)
    if kind == "a fact":
        make_reliability(cooperation=cooperation, person=person)
    else:
        make_note(cooperation=cooperation, person=person)

    assert (before.level, before.reason) == (
        Level.DOING,
        "Rien n’est encore noté du point de contact de Pornic.",
    )
    assert state_of(cooperation).level == Level.DONE


def test_what_is_over_or_kept_for_oneself_is_not_counted(cooperation: Cooperation) -> None:
    person = answered_by(cooperation)
    make_reliability(cooperation=cooperation, person=person)
    Reliability.objects.update(expires_on=TODAY - timedelta(days=1))
    make_reliability(cooperation=cooperation, person=person, visibility="me")
    make_note(cooperation=cooperation, person=person, visibility="me")
    make_reliability(person=person)

    assert state_of(cooperation).level == Level.DOING


@pytest.mark.parametrize("count", [1, 3])
def test_the_facts_are_read_in_one_query(
    cooperation: Cooperation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("Bouin", "Machecoul", "Pornic")[:count]:
        answered_by(cooperation, name)

    with django_assert_num_queries(1):
        load(Moment(cooperation.pk, cooperation.slug, TODAY))
