"""What was read of an actor is kept, follows what was known, and never writes over it."""

from datetime import date

import pytest

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SourceKind, SubjectKind
from maillage.ground.actors.models import Position, Source, Subject
from maillage.ground.actors.readings.services import (
    PersonReadingError,
    RivalReadingError,
    SecondHandError,
    Seen,
    record_reading,
    withdraw_reading,
    write_readings,
)
from maillage.ground.actors.subjects.services import cooperation_subject
from maillage.ground.directory.models import Actor
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_position, make_source, make_subject
from tests.ground.directory.makers import make_person

pytestmark = pytest.mark.django_db
SPRING, AUTUMN = date(2026, 3, 2), date(2026, 10, 5)


def read_values(access: Access, day: date) -> list[int]:
    rows = Position.objects.visible_to(access).standing_on(day)
    return [position.value for position in rows]


def make_reading(actor: Actor, subject: Subject, value: int) -> Position:
    return Position(
        cooperation=actor.cooperation, actor=actor, subject=subject, value=value, on=AUTUMN
    )


def test_the_last_reading_of_a_place_stands(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    first = make_position(actor=actor, value=-3, on=SPRING)
    last = make_position(actor=actor, subject=first.subject, value=1, on=AUTUMN)

    assert read_values(access, date(2026, 6, 1)) == [-3]
    assert read_values(access, date(2026, 11, 1)) == [1]

    withdraw_reading(author=access.user, reading=last, topic="positions")

    assert read_values(access, date(2026, 11, 1)) == [-3]
    assert Position.objects.count() == 2


def test_behind_what_one_may_not_see_stands_what_one_may(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    shown = make_position(actor=actor, value=2, on=SPRING, visibility=Visibility.MEMBERS)
    make_position(actor=actor, subject=shown.subject, value=-2, on=AUTUMN)
    partner = make_access(cooperation=access.cooperation, role="partner")

    assert read_values(access, date(2026, 11, 1)) == [-2]
    assert read_values(partner, date(2026, 11, 1)) == [2]


def test_the_second_of_two_writers_is_told_of_the_first(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    position = make_position(actor=actor, value=2, on=SPRING)
    seen = Seen(Position.objects.visible_to(access), 0)

    with pytest.raises(RivalReadingError) as error:
        record_reading(
            author=access.user,
            reading=make_reading(actor, position.subject, -1),
            source=make_source(cooperation=access.cooperation),
            seen=seen,
            topic="positions",
        )

    assert error.value.current == position
    assert list(Position.objects.all()) == [position]


def test_a_source_is_kept_with_the_reading(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    source = Source(kind=SourceKind.PHONE, on=AUTUMN, who="le secrétariat")

    position = record_reading(
        author=access.user,
        reading=make_reading(actor, make_subject(cooperation=access.cooperation), -1),
        source=source,
        seen=Seen(Position.objects.visible_to(access), 0),
        topic="positions",
    )

    assert (position.source.who, position.source.cooperation, position.author) == (
        "le secrétariat",
        access.cooperation,
        access.user,
    )
    assert position.source.visibility == Visibility.OFFICERS


def test_second_hand_stays_with_the_officers(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    reading = make_reading(actor, make_subject(cooperation=access.cooperation), 1)
    reading.visibility = Visibility.TEAM

    with pytest.raises(SecondHandError):
        record_reading(
            author=access.user,
            reading=reading,
            source=make_source(cooperation=access.cooperation, kind=SourceKind.THIRD),
            seen=Seen(Position.objects.visible_to(access), 0),
            topic="positions",
        )

    assert Position.objects.count() == 0


def test_a_person_is_read_until_a_day(access: Access) -> None:
    person = make_person(workspace=access.cooperation.workspace)
    actor = Actor.objects.create(cooperation=access.cooperation, person=person)
    reading = make_reading(actor, make_subject(cooperation=access.cooperation), 1)
    seen = Seen(Position.objects.visible_to(access), 0)
    source = make_source(cooperation=access.cooperation)

    with pytest.raises(PersonReadingError):
        record_reading(
            author=access.user, reading=reading, source=source, seen=seen, topic="positions"
        )

    reading.expires_on = date(2027, 3, 1)
    record_reading(author=access.user, reading=reading, source=source, seen=seen, topic="positions")
    assert read_values(access, date(2027, 3, 1)) == [1]
    assert read_values(access, date(2027, 3, 2)) == []


def test_the_cooperation_is_one_subject(access: Access) -> None:
    with write_readings(access.user, access.cooperation, "positions"):
        first = cooperation_subject(cooperation=access.cooperation)
        again = cooperation_subject(cooperation=access.cooperation)

    assert first == again
    assert Subject.objects.get().kind == SubjectKind.COOPERATION
