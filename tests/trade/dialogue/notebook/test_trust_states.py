"""What stories and notes tell of trust, and what they do not prove."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment, State
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Person
from maillage.trade.dialogue.notebook.states.trust import load, trust_state
from tests.ground.directory.makers import (
    make_mandate,
    make_member,
    make_organisation,
    make_person,
)
from tests.trade.context.makers import make_relation
from tests.trade.dialogue.makers import make_note

TODAY = date(2026, 11, 25)


def state_of(cooperation: Cooperation) -> State:
    return trust_state(load(Moment(cooperation.pk, cooperation.slug, TODAY)))


def elected(cooperation: Cooperation, name: str = "Roy") -> Person:
    """Somebody elected in a member."""
    organisation = make_organisation(workspace=cooperation.workspace, name=f"Commune de {name}")
    make_member(cooperation=cooperation, organisation=organisation)
    person = make_person(workspace=cooperation.workspace, family_name=name)
    make_mandate(person=person, organisation=organisation, kind="elected")
    return person


def test_without_a_story_nor_a_note_it_is_to_begin(cooperation: Cooperation) -> None:
    person = elected(cooperation)
    make_note(cooperation=cooperation, person=person, on=TODAY - timedelta(days=184))
    make_note(cooperation=cooperation, person=person, on=TODAY, visibility="me")

    assert (state_of(cooperation).level, state_of(cooperation).reason) == (
        Level.TODO,
        "Rien n’est noté de la confiance : ni récit, ni note récente sur une personne élue.",
    )


def test_a_worn_trust_is_said_from_its_story(cooperation: Cooperation) -> None:
    make_relation(cooperation=cooperation)

    assert (state_of(cooperation).level, state_of(cooperation).reason) == (
        Level.DOING,
        "Confiance entamée, d’après ce qui est raconté de « École de musique intercommunale ».",
    )


def test_notes_on_elected_people_prove_no_trust(cooperation: Cooperation) -> None:
    make_relation(cooperation=cooperation, trust="gained")
    elected(cooperation, "Blain")
    make_note(cooperation=cooperation, person=elected(cooperation), on=TODAY - timedelta(days=3))

    state = state_of(cooperation)

    assert (state.level, state.next_step, state.until) == (
        Level.DOING,
        "",
        TODAY + timedelta(days=180),
    )
    assert state.reason.startswith(
        "Aucun récit ne dit la confiance entamée ; 1 personne élue sur 2 a une note de moins "
        "de six mois."
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_facts_are_read_in_three_queries(
    cooperation: Cooperation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("Bouin", "Rouans", "Vue")[:count]:
        make_note(cooperation=cooperation, person=elected(cooperation, name))
        make_relation(cooperation=cooperation)

    with django_assert_num_queries(3):
        load(Moment(cooperation.pk, cooperation.slug, TODAY))
