"""What is read of a person is told to them, and goes with them."""

import pytest

from maillage.core.personal import MASK, chapters_about, forgotten_by_rooms
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.ground.actors.models import Influence, Position, Posture, Source
from maillage.ground.directory.models import Actor, Person
from maillage.ground.directory.rights.queries import somebody_of
from maillage.ground.directory.rights.services import erase_people
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import (
    make_influence,
    make_member_actor,
    make_position,
    make_posture,
    make_source,
)
from tests.ground.directory.makers import make_person


@pytest.fixture
def ines(access: Access) -> Person:
    return make_person(
        workspace=access.cooperation.workspace, family_name="Gaborit", given_name="Inès"
    )


@pytest.fixture
def somebody(access: Access, ines: Person) -> Actor:
    return Actor.objects.create(cooperation=access.cooperation, person=ines)


def test_all_that_is_read_of_them_is_shown(access: Access, ines: Person, somebody: Actor) -> None:
    other = make_member_actor(cooperation=access.cooperation)
    make_posture(actor=somebody, said="A porté la charte.")
    make_position(actor=somebody, value=3, said="Y tient.")
    make_influence(actor=other, target=somebody, strength=2)
    make_posture(actor=other, said="A suivi Inès Gaborit au comité.")
    make_source(cooperation=access.cooperation, who="I. Gaborit", words="Je viendrai.")

    rows_by_title = {
        chapter.title: chapter.rows for chapter in chapters_about(access, somebody_of(ines))
    }

    assert {row[1:3] for row in rows_by_title["Positions et postures"]} == {
        ("suiveur", "A porté la charte."),
        ("+3", "Y tient."),
    }
    assert [row[:3] for row in rows_by_title["Influences"]] == [
        (str(other), str(somebody), "projets")
    ]
    assert [row[1] for row in rows_by_title["Faits qui la nomment"]] == [
        "A suivi Inès Gaborit au comité."
    ]
    assert ("entretien", "I. Gaborit", "Je viendrai.") in [
        row[:3] for row in rows_by_title["Sources qui la nomment"]
    ]


def test_what_another_keeps_alone_is_not_shown(
    access: Access, ines: Person, somebody: Actor
) -> None:
    make_posture(actor=somebody, said="Secret.", visibility=Visibility.ME)
    colleague = make_access(cooperation=access.cooperation)

    lines = {chapter.title for chapter in chapters_about(colleague, somebody_of(ines))}

    assert "Positions et postures" not in lines


def test_nothing_is_left_of_them(access: Access, ines: Person, somebody: Actor) -> None:
    other = make_member_actor(cooperation=access.cooperation)
    make_posture(actor=somebody)
    make_position(actor=somebody)
    make_influence(actor=other, target=somebody)
    posture = make_posture(actor=other, said="A suivi Inès Gaborit.")
    source = make_source(
        cooperation=access.cooperation, who="Inès Gaborit", words="Gaborit dit oui"
    )

    erase_people(author=access.user, place=access.cooperation, people=[ines])

    assert (Position.objects.count(), Influence.objects.count()) == (0, 0)
    assert [(one.pk, one.said) for one in Posture.objects.all()] == [(posture.pk, MASK)]
    source.refresh_from_db()
    assert (source.who, source.words) == (MASK, MASK)
    assert not Source.objects.filter(who__contains="Gaborit").exists()
    assert not Actor.objects.filter(pk=somebody.pk).exists()


def test_a_name_leaves_and_the_seat_stays(access: Access, ines: Person, somebody: Actor) -> None:
    make_posture(actor=somebody)

    with journal.write(access.user, workspace_id=ines.workspace_id, topic="people"):
        forgotten_by_rooms(somebody_of(ines))

    assert (Posture.objects.count(), Actor.objects.filter(pk=somebody.pk).count()) == (0, 1)
